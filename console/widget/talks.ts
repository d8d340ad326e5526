import { isConversationsAnswer } from '../../shared/asking/answers';
import type { Send } from '../../shared/asking/ask';
import type { OwnConversationsAnswer } from '../../shared/http/visitor';
import type { TalkParts, TalkView } from '../../shared/talk/parts';
import { createTalk, type Talk } from '../../shared/talk/talk';

/** The visitor's talks on this page, one for each entry he talks by. */
export interface Talks {
  /** Begun when it is first asked for; nothing is entered yet. */
  of(entry: string): Talk;
  /** Enters by an entry, or goes on where it was. */
  enter(entry: string): void;
  /** The network has changed: what each talk says of its line shall be true at once. */
  redial(): void;
  /** Takes up again what is still going on, so that answers are heard before he opens anything. */
  resume(): Promise<void>;
  /** Answers he has not seen: of all talks, and by one entry. */
  unread(): number;
  unreadOf(entry: string): number;
  /** Hears every change of every talk. */
  watch(listener: (entry: string, view: TalkView) => void): () => void;
  close(): void;
}

type OwnConversation = OwnConversationsAnswer['conversations'][number];

const goesOn = ({ channel, state }: OwnConversation): boolean => channel === 'chat' && (state === 'assigned' || state === 'waiting');

export const createTalks = ({ send, parts }: { send: Send; parts: Omit<TalkParts, 'entry'> }): Talks => {
  const talks = new Map<string, Talk>();
  const entered = new Set<string>();
  const listeners = new Set<(entry: string, view: TalkView) => void>();
  let isOver = false;

  const of = (entry: string): Talk => {
    const known = talks.get(entry);
    if (known !== undefined) return known;
    const talk = createTalk({ ...parts, entry });
    talks.set(entry, talk);
    talk.watch((view) => {
      for (const listener of [...listeners]) listener(entry, view);
    });
    return talk;
  };

  const enter = (entry: string): void => {
    entered.add(entry);
    of(entry).start();
  };

  return {
    of,
    enter,
    redial() {
      for (const entry of entered) {
        of(entry).stop();
        of(entry).start();
      }
    },
    async resume() {
      const answer = await send({ method: 'GET', path: '/api/visitor/conversations' });
      if (!answer.ok || isOver || !isConversationsAnswer(answer.data)) return;
      // entering again by an entry whose conversation goes on changes nothing
      for (const entry of new Set(answer.data.conversations.filter(goesOn).map((each) => each.entry))) enter(entry);
    },
    unread: () => [...talks.values()].reduce((sum, talk) => sum + talk.view().unread, 0),
    unreadOf: (entry) => talks.get(entry)?.view().unread ?? 0,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      isOver = true;
      listeners.clear();
      for (const talk of talks.values()) talk.stop();
    },
  };
};
