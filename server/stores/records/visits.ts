import type { Conversation } from '../../../shared/conversation';
import type { VisitorEvent } from '../../../shared/http/visitor-log';
import type { Message } from '../../../shared/message';
import type { NewDelivery } from './delivery';

/** What an agent said on our own page and its visitor has not read. */
export interface Unread {
  count: number;
  last?: Message;
}

/** A conversation of our own page with answers of which its visitor may have to be told elsewhere. */
export interface Unheard {
  conversation: string;
  account: string;
  /** Who gave the last answer. */
  agent?: string;
}

/** One of a visitor's conversations as his list shows it. */
export interface OwnConversation {
  conversation: Conversation;
  /** Who answered last. */
  answeredBy?: string;
  /** The last words for him; colleagues' notes, events and what was taken back are none. */
  last?: Pick<Message, 'at' | 'from' | 'body'>;
  /** Absent where nobody sees what he reads. */
  unread?: number;
}

/**
 * Visitors on our own page: who is there, what they have read, and who is to be called back. Someone is away since the last moment
 * a node said that he is here for.
 */
export interface VisitRecords {
  /** He came, from a region if that is known; false while he is still on the visit that began within `againMs`. */
  begin(visit: { visitor: string; now: number; againMs: number; region?: string }): Promise<boolean>;
  /** What happened with him before a moment, newest first: at least `limit` if there is so much, and a moment whole. */
  log(visitor: string, page: { before?: number; limit: number }): Promise<VisitorEvent[]>;
  /** These have a socket open and will be said to be here again before `until`; what was to call back who was away is called off. */
  here(visitors: string[], now: number, until: number): Promise<void>;
  /** Their last socket on a node has closed; where somebody said after `saidUntil` that they are here, they are. Unread answers are looked at again at `lookAt`. */
  left(visitors: string[], when: { now: number; saidUntil: number; lookAt: number }): Promise<void>;
  /** How far each has been read; never goes back. */
  read(marks: { conversation: string; seq: number }[]): Promise<void>;
  unread(conversation: string): Promise<Unread>;
  /** All his conversations, on whatever road, newest first. */
  own(visitor: string, limit: number): Promise<OwnConversation[]>;
  /** Until when he is here (in the past: since when he is away; 0: never seen), and how many subscribe messages of this template he allows. */
  reach(visitor: string, account: string, template?: string): Promise<{ hereUntil: number; permits: number }>;
  /** Those to look at now, longest due first. */
  due(now: number, limit: number): Promise<Unheard[]>;
  /**
   * Looks at one of them. Somebody away for `awayMs` with answers he was not told of, the first `afterMs` old, is called by a subscribe
   * message (paid with his permit; not within `againMs` of the last), or, where there is none, the agent is told so by `tell`, once until he is back.
   */
  callBack(request: { conversation: string; now: number; afterMs: number; awayMs: number; againMs: number; template?: string; newDelivery: string; tell?: NewDelivery }): Promise<'called' | 'cannot' | 'not-now'>;
}
