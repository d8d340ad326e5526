import { createTalk, type Talk } from '../../shared/talk/talk';
import type { Storage } from '../../shared/asking/storage';
import type { TalkView } from '../../shared/talk/parts';
import { createPretendServer, type PretendServer, type PretendSocket } from './pretend-server';
import { createPretendTime, type PretendTime } from './pretend-time';

/** What is kept when a program ends; as JSON, as phones and browsers keep it. */
export function createPretendStorage(): Storage & { all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    read: (key) => { const text = all.get(key); return text === undefined ? undefined : JSON.parse(text) as unknown; },
    write: (key, value) => void all.set(key, JSON.stringify(value)),
    remove: (key) => void all.delete(key),
  };
}

export interface TalkFloor {
  time: PretendTime;
  server: PretendServer;
  storage: ReturnType<typeof createPretendStorage>;
  /** The tokens the next askings give; the last one stays. */
  tokens: (string | undefined)[];
  /** Whether the token before was refused, per asking. */
  asked: boolean[];
  /** Another page, or another run, of the same visitor. */
  page(random?: () => number): Talk;
  /** Everything on its way arrives, and what follows from it. */
  settle(): Promise<void>;
}

export function createTalkFloor(): TalkFloor {
  const time = createPretendTime();
  const server = createPretendServer({ now: time.now, entry: 'vip' });
  const storage = createPretendStorage();
  const tokens: (string | undefined)[] = ['token-1'];
  const asked: boolean[] = [];
  let ids = 0;
  return {
    time, server, storage, tokens, asked,
    page: (random = () => 0.5) => createTalk({
      entry: 'vip', dial: server.dial, storage, timers: time, random,
      token: async (refused) => {
        asked.push(refused);
        return tokens.length > 1 ? tokens.shift() : tokens[0];
      },
      newId: () => `client-${String(ids += 1).padStart(4, '0')}`,
    }),
    async settle() {
      for (let turn = 0; turn < 6; turn += 1) {
        await time.pass(0);
        server.deliver();
      }
    },
  };
}

export const textsOf = (talk: Talk): string[] => talk.view().lines.map(({ body }) => (body.kind === 'text' ? body.text : body.kind));

/** A floor with one page on it for each test of a file; the page is not shown yet. */
export function onTalk() {
  let floor: TalkFloor;
  let talk: Talk;
  let views: TalkView[];
  beforeEach(() => {
    floor = createTalkFloor();
    talk = floor.page();
    views = [];
    talk.watch((view) => void views.push(view));
  });

  const lastSocket = (): PretendSocket => {
    const socket = floor.server.sockets[floor.server.sockets.length - 1];
    if (!socket) throw new Error('nobody has dialled');
    return socket;
  };
  return {
    floor: () => floor,
    talk: () => talk,
    /** Everything it has told so far. */
    views: () => views,
    lastSocket,
    cut: (code?: number) => lastSocket().cut(code),
    async entered(): Promise<void> {
      talk.start();
      await floor.settle();
    },
    /** What the server was asked for, of one type. */
    framesOf: (type: string) => floor.server.heard.filter((frame) => frame.type === type),
  };
}
