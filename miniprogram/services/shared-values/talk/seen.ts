import type { TalkParts } from './parts';
import type { Part } from './told';

interface Mark {
  readonly conversation: string;
  readonly seq: number;
}

const isMark = (value: unknown): value is Mark =>
  typeof value === 'object' && value !== null && 'conversation' in value && typeof value.conversation === 'string' && 'seq' in value && typeof value.seq === 'number';

/** How far he has seen the words, also by an earlier run of the program. */
export interface Seen {
  /** Answers after that; `parts` oldest first. */
  unread(parts: readonly Part[]): number;
  /** All of it has been seen. False: nothing of it was new. */
  upTo(part: Part): boolean;
  /** The number of the last word seen of it, 0 for none. */
  seqOf(conversation: string): number;
}

export function createSeen({ entry, storage }: Pick<TalkParts, 'entry' | 'storage'>): Seen {
  const key = `zhida.seen.${entry}`;
  const stored = storage.read(key);
  let mark = isMark(stored) ? stored : undefined;
  const seqOf = (conversation: string): number => (mark?.conversation === conversation ? mark.seq : 0);

  return {
    seqOf,
    unread(parts) {
      const at = parts.findIndex(({ conversation }) => conversation === mark?.conversation);
      // What was read back from before the mark is not new.
      const news = at >= 0 ? parts.slice(at) : parts.filter(({ isFollowed }) => isFollowed);
      return news.reduce((sum, { conversation, lines }) => sum + lines.filter(({ from, seq }) => from === 'agent' && (seq ?? 0) > seqOf(conversation)).length, 0);
    },
    upTo({ conversation, to = 0 }) {
      if (mark?.conversation === conversation && mark.seq >= to) return false;
      mark = { conversation, seq: to };
      storage.write(key, mark);
      return true;
    },
  };
}
