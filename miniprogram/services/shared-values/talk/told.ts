import type { ChatMessage, ChatState, ToVisitor } from '../../../../shared/frames/visitor';
import type { SaidBody } from '../../../../shared/http/chat';
import { recalledBody, recalledSeq } from './recall';
import type { TalkLine } from './parts';

type Frame<N extends ToVisitor['type']> = Extract<ToVisitor, { type: N }>;

/** Above every number: nothing is known of it yet. */
const NOTHING = 1e12 - 1;
/** The frames name at most so many in `hello`. */
const MOST_FOLLOWED = 20;

/** One conversation as far as it is known: every word for him after `from`, up to what was told. */
export interface Part {
  readonly conversation: string;
  from: number;
  /** How far the server has told it by `messages`; absent: not begun. */
  to?: number;
  /** Told by the server itself as it goes on; others are only read back. */
  isFollowed: boolean;
  readTo: number;
  state?: ChatState;
  /** The conversation before it. */
  previous?: string;
  lines: TalkLine[];
}

/** Words to be read back: those before a number. */
export interface Asked {
  conversation: string;
  before: number;
}

/** What was said, as the server has told it: conversation after conversation, each by its numbers. */
export interface Told {
  /** Oldest first. */
  parts(): readonly Part[];
  /** The newest one, the only one that may go on. */
  current(): Part | undefined;
  /** How one stands; one that is not known yet becomes the current one. */
  stands(state: ChatState): void;
  /** Answers what was new; undefined: words in between are missing. */
  take(frame: Frame<'messages'>): readonly TalkLine[] | undefined;
  /** The same; words nobody asked for are passed over. */
  takeEarlier(frame: Frame<'history'>): readonly TalkLine[];
  /** An own word has got its number. */
  place(ack: Frame<'ack'>, body: SaidBody): void;
  /** A word that was told is the one shown as `id`. */
  name(conversation: string, seq: number, id: string): void;
  /** What has to be read so that no words are missing between those shown. */
  gap(): Asked | undefined;
  /** What comes before the first line; undefined: nothing. */
  earlier(): Asked | undefined;
  /** It cannot be read further back. */
  giveUp(conversation: string): void;
  /** For `hello`. */
  after(): { conversation: string; seq: number }[];
  forget(): void;
}

const inOrder = (lines: TalkLine[]): TalkLine[] => lines.sort((one, other) => (one.seq ?? 0) - (other.seq ?? 0));
const idOf = (conversation: string, seq: number): string => `${conversation}-${seq}`;

export function createTold(): Told {
  let parts: Part[] = [];

  const find = (conversation: string): Part | undefined => parts.find((part) => part.conversation === conversation);
  const partOf = (conversation: string, isFollowed: boolean): Part => ({ conversation, from: NOTHING, isFollowed, readTo: 0, lines: [] });

  /** Before the one that names it, else as the newest. */
  function insert(part: Part): void {
    const next = parts.findIndex(({ previous }) => previous === part.conversation);
    parts.splice(next < 0 ? parts.length : next, 0, part);
  }

  /** The one named, also where it was not known. */
  function followed(conversation: string): Part {
    const known = find(conversation);
    if (known) {
      known.isFollowed = true;
      return known;
    }
    const part = partOf(conversation, true);
    insert(part);
    return part;
  }

  /** A word said before the program ended may lead back to a conversation that others have followed since. */
  function settle(part: Part): void {
    const begun = part.lines[0]?.at ?? Infinity;
    const before = parts.filter((one) => one !== part && (parts.indexOf(one) < parts.indexOf(part)) && (one.lines[0]?.at ?? 0) <= begun);
    parts = [...before, part, ...parts.filter((one) => one !== part && !before.includes(one))];
  }

  /** Answers those that were not there before. A word of his own that waited for its echo keeps its id. */
  function merge(part: Part, messages: readonly ChatMessage[]): readonly TalkLine[] {
    const { conversation } = part;
    const known = new Map(part.lines.map((line) => [line.seq, line]));
    const fresh: TalkLine[] = [];
    for (const { seq, at, from, name, body } of messages) {
      const before = known.get(seq);
      const line: TalkLine = { id: before?.id ?? idOf(conversation, seq), conversation, seq, at, from, ...(name !== undefined && { name }), body };
      known.set(seq, line);
      if (!before) fresh.push(line);
      const recalled = recalledSeq(body);
      const taken = recalled === undefined ? undefined : known.get(recalled);
      if (recalled !== undefined && taken) known.set(recalled, { id: taken.id, conversation, seq: recalled, at: taken.at, from: 'system', body: recalledBody });
    }
    part.lines = inOrder([...known.values()]);
    settle(part);
    return fresh;
  }

  const isWhole = (part: Part): boolean => part.from <= 0;
  /** One that is about to be told is not read back as well. */
  const isBegun = (part: Part): boolean => !part.isFollowed || part.to !== undefined;
  const headOf = ({ conversation, from }: Part): Asked => ({ conversation, before: from + 1 });
  const wholeOf = (conversation: string): Asked => ({ conversation, before: NOTHING + 1 });

  function stands(state: ChatState): Part {
    const part = followed(state.conversation);
    part.state = state;
    if (state.previous !== undefined) part.previous = state.previous;
    return part;
  }

  /** Nothing else goes by this id. */
  function name(conversation: string, seq: number, id: string): void {
    for (const part of parts) part.lines = part.lines.map((line) => {
      if (part.conversation === conversation && line.seq === seq) return { ...line, id };
      return line.id === id ? { ...line, id: idOf(part.conversation, line.seq ?? 0) } : line;
    });
  }

  return {
    parts: () => parts,
    current: () => parts[parts.length - 1],
    stands: (state) => void stands(state),
    take(frame) {
      const part = stands(frame.state);
      if (part.to !== undefined && frame.after > part.to) return undefined;
      part.from = Math.min(part.from, frame.after);
      part.to = Math.max(part.to ?? 0, frame.seq);
      return merge(part, frame.messages);
    },
    takeEarlier({ conversation, before, after, previous, messages }) {
      const known = find(conversation);
      if (known ? before < known.from + 1 : !parts.some((one) => one.previous === conversation)) return [];
      const part = known ?? partOf(conversation, false);
      if (!known) insert(part);
      part.from = Math.min(part.from, after);
      if (previous !== undefined) part.previous = previous;
      return merge(part, messages);
    },
    place({ clientId, conversation, seq, at }, body) {
      const part = followed(conversation);
      name(conversation, seq, clientId);
      if (!part.lines.some((line) => line.seq === seq)) part.lines = inOrder([...part.lines, { id: clientId, conversation, seq, at, from: 'visitor', body }]);
      settle(part);
    },
    name,
    gap() {
      for (let at = parts.length - 1; at > 0; at -= 1) {
        const part = parts[at];
        if (!part || !isBegun(part)) continue;
        if (!isWhole(part)) return headOf(part);
        if (part.previous !== undefined && !find(part.previous)) return wholeOf(part.previous);
      }
      return undefined;
    },
    earlier() {
      const top = parts[0];
      if (!top) return undefined;
      if (isBegun(top) && !isWhole(top)) return headOf(top);
      return top.previous === undefined || find(top.previous) ? undefined : wholeOf(top.previous);
    },
    giveUp(conversation) {
      const part = find(conversation);
      if (part) part.from = 0;
      else for (const one of parts) if (one.previous === conversation) delete one.previous;
    },
    after: () => parts.filter(({ isFollowed }) => isFollowed).slice(-MOST_FOLLOWED).map(({ conversation, to }) => ({ conversation, seq: to ?? 0 })),
    forget() {
      parts = [];
    },
  };
}
