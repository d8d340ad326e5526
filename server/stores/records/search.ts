import type { Conversation } from '../../../shared/conversation';
import type { Message } from '../../../shared/message';

/** Where a look ended: the next one reads from here on, numbers below `seq` first (absent: all of the conversation). */
export interface SearchPlace {
  openedAt: number;
  id: string;
  seq?: number;
}

/** Words sought in conversations, the newest first. */
export interface Searching {
  words: string;
  /** An agent's own conversations, and of these colleagues what is over. */
  who: 'all' | { agent: string; colleagues: readonly string[] };
  /** Conversations opened from then on (ms), and until then. */
  from?: number;
  to?: number;
  before?: SearchPlace;
  limit: number;
}

/** `next`: there may be more behind; it can be there without a hit, since one look reads only so much. */
export interface Found {
  hits: { conversation: Conversation; message: Message }[];
  next?: SearchPlace;
}
