import type { ChannelKind } from '../../../shared/config/entry';
import type { Conversation } from '../../../shared/conversation';
import type { Message } from '../../../shared/message';
import type { Receipt } from '../../../shared/receipt';
import type { Act } from './agents';
import type { Entered, Entering, Inbound, Received } from './arrivals';
import type { Announce, NewDelivery } from './delivery';
import type { Overdue, StillDue } from './overdue';
import type { Claim, Claimed, Finish, Release, Released, TransferRequest } from './ownership';
import type { Recall, Recalled, Replied, Reply } from './replies';

/** A conversation in the queue, with what the drain needs. */
export interface Waiting {
  id: string;
  entry: string;
  version: number;
  effectivePriority: number;
  waitingSince: number;
}

/** A message whose picture or file the platform has and we do not. */
export interface MissingMedia {
  channel: ChannelKind;
  message: Message;
}

export interface ConversationRecords {
  enter(entering: Entering): Promise<Entered>;
  /** The visitor's message: stored once per key with all it causes (allowance, ring, words to the owner), in one transaction. */
  receive(inbound: Inbound): Promise<Received>;
  claim(claim: Claim): Promise<Claimed>;
  release(release: Release): Promise<Released>;
  reply(reply: Reply): Promise<Replied>;
  recall(recall: Recall): Promise<Recalled>;
  /** What an agent's send of this key became, wherever it went; undefined: not seen yet. */
  replied(agent: string, key: string): Promise<Message | undefined>;
  finish(finish: Finish): Promise<{ kind: 'finished'; conversation: Conversation; former?: string } | { kind: 'moved'; conversation?: Conversation }>;
  /** To `left`: words for someone to follow up. `contact` only when the visitor gave it. */
  leave(request: { conversation: string; version: number; onlyIf?: StillDue; now: number; due: { agent?: string; group?: string }; contact?: string; cause: string; receipt?: Receipt; announce?: Announce; newDelivery?: string }): Promise<{ kind: 'left'; conversation: Conversation; first: boolean } | { kind: 'moved'; conversation?: Conversation }>;
  /** Keeps why an entry's ladder found nobody (queued) and how long it may wait; counts and estimates read from it. `priority`: the visitor's facts give another than the entry's. */
  queued(request: { conversation: string; version: number; now: number; waitUntil: number; priority?: number; receipt: Receipt }): Promise<boolean>;
  /** Keeps why nobody was found where nothing else changes: somebody who has said nothing yet was told so. */
  keepReceipt(conversation: string, receipt: Receipt): Promise<void>;
  /** Keeps a transfer request (one per conversation, the newest wins) if `by` owns the conversation; the target is told (`news`). */
  requestTransfer(request: TransferRequest & { now: number; news: NewDelivery; act?: Act }): Promise<boolean>;
  /** The request that stands, whether its time is over or not; whatever moves the conversation removes it. */
  transferAsked(conversation: string): Promise<TransferRequest | undefined>;
  /** Takes exactly this request away, once, and tells its asker; false when it does not stand any more. */
  endTransfer(request: TransferRequest, what: { now: number; tell: NewDelivery; act?: Act }): Promise<boolean>;
  /** Names the stored file of a message whose media were fetched later. False: there is no such message, or just these bytes are being removed. */
  keepFile(conversation: string, seq: number, file: string): Promise<boolean>;
  /**
   * Pictures and files not kept yet whose time to be asked for has come, longest due first; each is due again after
   * `firstWaitMs`, doubled with every turn up to `mostWaitMs`. Those younger than `settledBefore` are still being fetched.
   */
  takeMissingMedia(request: { now: number; settledBefore: number; firstWaitMs: number; mostWaitMs: number; limit: number }): Promise<MissingMedia[]>;
  /** Says that the bytes of a message cannot be had any more; false when they are kept. */
  mediaGone(conversation: string, seq: number): Promise<boolean>;
  get(id: string): Promise<Conversation | undefined>;
  find(ids: string[]): Promise<Conversation[]>;
  /** The visitor's open conversation in this scope, if any. */
  openOf(visitor: string, channel: ChannelKind, account: string, entry?: string): Promise<Conversation | undefined>;
  /** Messages after `seq`, oldest first, at most `limit`; with each agent message's delivery. */
  since(conversation: string, seq: number, limit: number): Promise<Message[]>;
  before(conversation: string, seq: number, limit: number): Promise<Message[]>;
  /** Who goes first: effective priority (ageing), then the oldest; at most `limit`; `entries` restricts. */
  waiting(request: { now: number; limit: number; entries?: string[] }): Promise<Waiting[]>;
  waitingCounts(): Promise<Record<string, number>>;
  /** Place in the queue of its entry, from 1; undefined when not waiting. */
  place(conversation: string, now: number): Promise<number | undefined>;
  /** Times (ms) of the last `n` assignments out of this entry's queue, newest first: the measured throughput. */
  served(entry: string, n: number): Promise<{ at: number; waitedMs: number }[]>;
  /** Conversations whose time is up (ring, silence, idle, longest wait), at most `limit`. */
  overdue(now: number, unansweredMs: number, limit: number): Promise<Overdue[]>;
  ofAgent(agent: string): Promise<Conversation[]>;
  /** Last served: who answered this visitor last and when. */
  lastAgent(visitor: string): Promise<{ agent: string; at: number } | undefined>;
  /** Newest first; `n` counts them in the order they were written, `before` asks for those before one. */
  receipts(filter: { conversation?: string; entry?: string; agent?: string; from?: number; to?: number; before?: number; limit: number }): Promise<(Receipt & { conversation: string; n: number })[]>;
  /** Newest first; `accounts` restricts to these platform accounts, `unanswered` to open ones in which the visitor waits for an answer. */
  list(filter: { state?: string; unanswered?: true; entry?: string; agent?: string; visitor?: string; tag?: string; accounts?: string[]; from?: number; to?: number; before?: string; limit: number }): Promise<Conversation[]>;
}
