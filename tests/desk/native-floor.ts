import type { Conversation } from '../../shared/conversation';
import type { Message } from '../../shared/message';
import type { Entry } from '../../shared/config/entry';
import type { Receiving } from '../../server/channels/channel';
import { entry, openFloor, type Floor, type Plan } from './floor';
import { createPretendKf, type PretendKf } from './pretend-kf';

export const ACCOUNT = 'wk1';

/** An entry of 微信客服. */
export const kfEntry = (key: string, ladder: Entry['ladder'], more: Partial<Entry> = {}): Entry => entry(key, ladder, { channel: 'kf', kfAccount: ACCOUNT, ...more });

/** A floor with 微信客服 and what is done on it by hand. Every act is told at once, unless it is done on `kf` itself. */
export interface NativeFloor extends Floor {
  kf: PretendKf;
  /** A hint for every account, and all that follows. */
  pull(token?: string): Promise<void>;
  enters(subject: string, entry: string): Promise<Conversation>;
  writes(subject: string, text: string): Promise<Conversation>;
  answers(agent: string, subject: string, text: string): Promise<Conversation>;
  /** They switch receiving on, which the platform tells when it is asked who does. */
  receive(...agents: string[]): Promise<void>;
  receives(agent: string, status: Receiving): Promise<void>;
  /** His newest conversation. */
  of(subject: string): Promise<Conversation>;
  all(subject: string): Promise<Conversation[]>;
  /** Who said what, as `visitor: hello`. */
  transcript(conversation: string): Promise<string[]>;
  /** What he read, with `*` where a code was used. */
  heard(subject: string): string[];
}

export async function openNativeFloor(plan: Plan): Promise<NativeFloor> {
  let clock = (): number => 0;
  const kf = createPretendKf(() => clock());
  const floor = await openFloor({
    ...plan,
    kf: (now) => {
      clock = now;
      return kf.channel;
    },
  });

  async function pull(token = 'token'): Promise<void> {
    floor.desk.hint({ token });
    // A hint is heard soon, never at once.
    await new Promise((heard) => setImmediate(heard));
    await floor.desk.loops.pull();
    await floor.settle();
  }
  async function all(subject: string): Promise<Conversation[]> {
    const visitor = await floor.records.people.visitorKnownAs({ provider: 'wecom-kf', account: ACCOUNT, subject });
    return visitor === undefined ? [] : floor.records.conversations.list({ visitor, limit: 20 });
  }
  async function of(subject: string): Promise<Conversation> {
    const [newest] = await all(subject);
    if (!newest) throw new Error(`nothing of ${subject}`);
    return newest;
  }
  async function receives(agent: string, status: Receiving): Promise<void> {
    kf.receiving.set(`w-${agent}`, status);
    kf.tell(ACCOUNT, { kind: 'receiving', account: ACCOUNT, agent: `w-${agent}`, receiving: status });
    await pull();
  }

  return {
    ...floor,
    // It is another one after a restart.
    get desk() { return floor.desk; },
    kf, pull, of, all, receives,
    async enters(subject: string, key: string) {
      kf.enters(ACCOUNT, subject, key);
      await pull();
      return of(subject);
    },
    async writes(subject: string, text: string) {
      kf.writes(ACCOUNT, subject, text);
      await pull();
      return of(subject);
    },
    async answers(agent: string, subject: string, text: string) {
      kf.answers(ACCOUNT, `w-${agent}`, subject, text);
      await pull();
      return of(subject);
    },
    async receive(...agents: string[]) {
      for (const one of agents) kf.receiving.set(`w-${one}`, 'receiving');
      await floor.desk.loops.receivers();
      await floor.settle();
    },
    async transcript(conversation: string) {
      return (await floor.records.conversations.since(conversation, 0, 100)).map(lineOf);
    },
    heard: (subject: string) => kf.phone.flatMap((one) => (one.subject === subject ? [`${one.by === 'code' ? '*' : ''}${one.text}`] : [])),
  };
}

function lineOf({ from, agent, body, recalledAt }: Message): string {
  const said = body.kind === 'text' ? body.text : body.kind === 'event' ? `(${body.event})` : `[${body.kind}]`;
  return `${recalledAt === undefined ? '' : 'recalled '}${agent ?? from}: ${said}`;
}
