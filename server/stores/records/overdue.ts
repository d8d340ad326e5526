import type { Conversation } from '../../../shared/conversation';

/** Words change no version: what a timer does must still be due when it is done. */
export interface StillDue {
  why: Exclude<Overdue['why'], 'transfer'>;
  unansweredMs: number;
}

export interface Overdue {
  conversation: Conversation;
  /** `unrouted`: has words and was offered to nobody yet, since a crash came between. */
  why: 'unrouted' | 'ring' | 'idle' | 'silent' | 'unanswered' | 'wait' | 'transfer';
}
