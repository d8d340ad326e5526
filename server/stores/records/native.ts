import type { Conversation } from '../../../shared/conversation';

/** Something a platform told when it was asked, kept until the desk has acted on it. `attempts` failed so far. */
export interface InboxItem {
  id: string;
  raw: string;
  attempts: number;
}

/** Where a conversation stands on its platform, as we last told or heard. `notice`: a code for one message, until then. */
export interface KeptSeat {
  /** new, desk, pool, agent or nobody; with `agent`, his id on the platform. */
  at: string;
  agent?: string;
  notice?: { code: string; until: number };
  /** What the platform tells of an earlier time (ms since 1970) is no news. */
  since: number;
}

/** What is kept about platforms whose agents answer in their own client. */
export interface NativeRecords {
  /** Where to go on asking this account, and when it was last asked (ms since 1970); undefined: from the earliest. */
  cursor(account: string): Promise<{ place: string; at: number } | undefined>;
  /** Keeps what is new (by id, for ever) and where to go on, in one transaction; answers how many were new. */
  keep(batch: { account: string; items: readonly { id: string; raw: string }[]; cursor: string; now: number }): Promise<number>;
  /** The platform knows our place no more: asked from the earliest again, which acts on nothing twice. */
  loseCursor(account: string): Promise<void>;
  /** Not acted on yet, oldest first, beyond number `after`; those to be tried again later are among them, with `dueAt`. */
  todo(account: string, limit: number, after?: number): Promise<(InboxItem & { n: number; dueAt: number })[]>;
  /** `again`: acting failed and is tried at `dueAt`. */
  acted(account: string, what: { done: string[]; again: { id: string; dueAt: number }[]; now: number }): Promise<void>;
  /** Forgets ids acted on before this; the platform repeats nothing older than 3 days. */
  forget(before: number): Promise<void>;
  seat(conversation: string): Promise<KeptSeat | undefined>;
  /** The platform was told, or told us, where the conversation of this version stands. `untold`: not where it is to stand, so it is to be told, whatever it was told before. */
  seated(request: { conversation: string; version: number; seat?: KeptSeat; untold?: boolean }): Promise<void>;
  /** Conversations changed since the platform was told, at most `limit`. */
  unseated(limit: number): Promise<Conversation[]>;
  /** Marks a message taken back by who wrote it (`agent`, else the visitor); undefined when it is not known. */
  recalled(message: { visitor: string; agent?: string; key: string; at: number }): Promise<{ conversation: string } | undefined>;
  /** What was sent, or perhaps sent, did not arrive. `under-way`: it is being sent as far as we know, so this is to be told again; `nothing`: known as such already, or never as sent. */
  notDelivered(delivery: string, why: string): Promise<'marked' | 'under-way' | 'nothing'>;
}
