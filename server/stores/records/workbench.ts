import type { Conversation } from '../../../shared/conversation';
import type { DeliveryState, Message } from '../../../shared/message';
import type { TransferRequest } from './ownership';
import type { Found, Searching } from './search';

/** A conversation with what a list shows of it. */
export interface KeptLine {
  conversation: Conversation;
  /** The name the merchant gave the visitor. */
  name?: string;
  last?: Pick<Message, 'seq' | 'at' | 'from' | 'body'>;
  /** The visitor's words after what the owner has read or answered. */
  unread: number;
  /** When the visitor said the first word that nobody has answered yet. */
  unansweredSince?: number;
  /** The latest message of an agent that failed, is held or may not have arrived. */
  undelivered?: { seq: number; state: DeliveryState; why: string };
}

/** What an agent sees at his workbench beyond the conversations themselves. */
export interface WorkbenchRecords {
  /** In no order; one reading for all. */
  lines(conversations: string[]): Promise<KeptLine[]>;
  /** What these agents have, each one's oldest first; one reading for all. */
  linesOf(agents: string[]): Promise<KeptLine[]>;
  /** How far each has read; never goes back. */
  read(marks: { conversation: string; agent: string; seq: number }[]): Promise<void>;
  /** Transfer requests that stand, by or to one of these; also those whose time is over and nobody has ended yet. */
  transfers(agents: string[]): Promise<TransferRequest[]>;
  /** Sets all tags of a conversation; `agent`: only if it is, or was last, his. */
  tag(request: { conversation: string; agent?: string; tags: string[] }): Promise<{ kind: 'tagged' | 'not-owner'; conversation: Conversation } | { kind: 'unknown' }>;
  /** The most used first. */
  mostUsedTags(limit: number): Promise<string[]>;
  /** Reads only so much at once, however many conversations there are. */
  search(searching: Searching): Promise<Found>;
}
