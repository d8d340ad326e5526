import type { SaidBody } from '../../shared/http/chat';
import type { Alerts } from './alerts';
import { fileOf, type ChatFiles, type Fetched } from './chat-files';
import { createPictures, type Picture } from './pictures';
import { createSendsUp, type Attachment, type SendingUp } from './sending-up';
import type { Timers } from './shared-values/asking/timers';
import type { TalkLine, TalkView } from './shared-values/talk/parts';
import { createTalk, type Talk } from './shared-values/talk/talk';

/** A talk with what is on its way up and with its pictures: everything one chat page shows and does. */
export interface ChatRoom extends Pick<Talk, 'start' | 'stop' | 'earlier' | 'typing' | 'seen' | 'end' | 'rate'> {
  view(): TalkView;
  sendingUp(): readonly SendingUp[];
  picture(line: TalkLine): Picture;
  /** Tells every change until the returned function is called. */
  watch(listener: () => void): () => void;
  say(body: SaidBody): void;
  send(attachment: Attachment): void;
  /** What failed, by its id: said, sent up or fetched once more. */
  again(id: string): void;
  drop(id: string): void;
  /** Fetches the file of a line. */
  file(line: TalkLine): Promise<Fetched>;
}

export interface ChatRoomNeeds {
  readonly talk: Parameters<typeof createTalk>[0];
  readonly files: ChatFiles;
  readonly timers: Timers;
  readonly newId: () => string;
  readonly alerts: Pick<Alerts, 'ring'>;
}

const lastAnswer = ({ lines }: TalkView): string => lines.filter(({ from }) => from === 'agent').pop()?.id ?? '';

export const createChatRoom = ({ talk: parts, files, timers, newId, alerts }: ChatRoomNeeds): ChatRoom => {
  const talk = createTalk(parts);
  const listeners = new Set<() => void>();
  const changed = (): void => [...listeners].forEach((listener) => listener());
  const pictures = createPictures({ files, timers, changed });
  const sendsUp = createSendsUp({
    files, newId, changed, now: timers.now,
    arrived(file, { kind, path }) {
      pictures.keep(talk.say({ kind, file }), path);
    },
  });
  let heard: string | undefined;

  talk.watch((view) => {
    const last = lastAnswer(view);
    // what was said before he came rings no bell
    if (heard !== undefined && last !== heard && view.unread > 0) alerts.ring();
    if (view.state !== undefined && view.lines.length > 0) heard = last;
    changed();
  });
  const lineOf = (id: string): TalkLine | undefined => talk.view().lines.find((line) => line.id === id);

  return {
    start: talk.start, stop: talk.stop, earlier: talk.earlier, typing: talk.typing, seen: talk.seen, end: talk.end, rate: talk.rate, view: talk.view,
    sendingUp: sendsUp.list,
    picture: pictures.of,
    say: (body) => void talk.say(body),
    send: sendsUp.add,
    watch(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    again(id) {
      const line = lineOf(id);
      if (line === undefined) sendsUp.again(id);
      else if (line.sending === 'failed') talk.again(id);
      else pictures.again(line);
    },
    drop(id) {
      if (lineOf(id) === undefined) sendsUp.drop(id);
      else talk.drop(id);
    },
    file: (line) => fileOf(files, line),
  };
};
