import type { ChannelKind } from '../../../shared/config/entry';
import type { Conversation } from '../../../shared/conversation';
import type { Identity } from '../../../shared/identity';
import type { Message, MessageBody } from '../../../shared/message';
import type { Receipt } from '../../../shared/receipt';
import type { Act } from './agents';
import type { AuditRow } from './config';
import type { NewDelivery } from './delivery';

/** How a conversation is to be opened if there is none: all an entry's terms that later steps need, frozen at opening. */
export interface Terms {
  entry: string;
  channel: ChannelKind;
  account: string;
  priority: number;
  ageingSeconds: number;
  silentSeconds: number;
  idleMinutes: number;
}

/** An allowance a visitor's act grants: `count` platform messages for `seconds`; never added up, the larger and longer counts. */
export interface Allowance {
  count: number;
  seconds: number;
}

/** Webhook deliveries to write with a change: one for each, wrapped by the caller for the conversation's final facts. */
export interface Announce {
  /** Ids of outgoing webhooks that want this event. */
  webhooks: string[];
  /** Received words only: those that want to know of the conversation they may open. */
  opened?: string[];
}

/** `visitor`: found by identity or made with `newVisitor`. Key: the once-only key of the event (WeChat: openid + CreateTime + Event). */
export interface Entering {
  key: string;
  identity: Identity;
  newVisitor: string;
  newConversation: string;
  newMessage: string;
  /** For telling the former owner of a re-chosen conversation. */
  newDelivery: string;
  terms: Terms;
  /** One open conversation per this scope: contact: visitor and mini-program; kf: account and customer; chat: visitor and entry. */
  scope: 'account' | 'entry';
  /** The platform's time of the event (ms); an older event than the last one seen changes nothing. */
  at: number;
  now: number;
  allowance?: Allowance;
  announce?: Announce;
}

export type Entered =
  | { kind: 'opened' | 'same' | 'duplicate' | 'stale'; conversation: Conversation }
  /** The visitor chose another button: released from `former` and waiting for the new entry's ladder. */
  | { kind: 'rechosen'; conversation: Conversation; former?: string; formerEntry: string };

export interface Inbound {
  key: string;
  identity: Identity;
  newVisitor: string;
  newConversation: string;
  newMessage: string;
  newDelivery: string;
  body: MessageBody;
  /** The name of his upload that the body, an image or a file, is of: it is used up, and the store puts in what it holds. */
  upload?: string;
  /** Terms to open one with. Left out at first, since almost every message finds its conversation open. */
  terms?: Terms;
  /** `chat` names the entry it belongs to; elsewhere the open conversation is the only one. */
  entry?: string;
  scope: 'account' | 'entry';
  channel: ChannelKind;
  at: number;
  now: number;
  allowance?: Allowance;
  announce?: Announce;
}

/**
 * `left` conversations become waiting again by a visitor's word. `opened`: no conversation was open; `first`: he had said nothing
 * in it yet; `toSend`: something waits in the outbox because of it.
 */
export type Received =
  | { kind: 'stored'; opened: boolean; first: boolean; toSend: boolean; conversation: Conversation; message: Message }
  | { kind: 'duplicate'; conversation: Conversation; message: Message }
  /** He has no such upload (any more): nothing was stored. */
  | { kind: 'upload-unknown' }
  /** None is open and no terms were given: nothing was stored; the caller asks again with terms. */
  | { kind: 'needs-terms'; visitor?: string; lastEntry?: { entry: string; at: number } };

export interface Claim {
  conversation: string;
  /** The version the caller decided on; another version means the race is lost. */
  version: number;
  agent: string;
  /** The effective limit; absent: none. */
  limit?: number;
  step?: number;
  group?: string;
  /** 0: no first-reply timer. */
  ringSeconds: number;
  now: number;
  cause: string;
  receipt: Receipt;
  /** Tell him where he is reached outside the workbench (he has a WeCom userid). */
  tell: boolean;
  line?: string;
  note?: string;
  /** Ids for the deliveries it writes (card, and one base id for the words replayed). */
  newDelivery: string;
  announce?: Announce;
  /** Only from this owner (transfer); absent: from waiting or left. */
  from?: string;
  /** Only while the request that asks him to take it over still stands; it is used up with it. */
  asked?: TransferRequest;
  /** The new owner's act by which he takes it. */
  act?: Act;
  /** With it his next plain texts go there, until when. */
  chosenUntil?: number;
  /** Kept with the claim, and only with it. */
  audit?: AuditRow;
}

/** `lost` carries the conversation as it is now, so that the answer can name who took it. */
export type Claimed =
  | { kind: 'claimed'; conversation: Conversation; former?: string }
  | { kind: 'full'; load: number }
  | { kind: 'lost'; conversation?: Conversation };

export interface Release {
  conversation: string;
  version: number;
  onlyIf?: StillDue;
  now: number;
  cause: string;
  /** The owner's ring passed: he is not offered it again, and his misses grow. */
  missed: boolean;
  /** He gave it back himself: he is not offered it again, and it is no miss. */
  handedBack?: boolean;
  /** Misses in a row that pause an agent. */
  missesBeforePause: number;
  newDelivery: string;
}
export type Released =
  | { kind: 'released'; conversation: Conversation; former: string; pausedNow: boolean }
  | { kind: 'moved'; conversation?: Conversation };

export interface Reply {
  /** The client's id for this send; the same id again returns the first result. */
  key: string;
  conversation: string;
  /** Who sends; must be the owner unless `anyOwner` (supervisor). System texts and notes have none or their writer. */
  agent?: string;
  anyOwner?: boolean;
  /** It was said on the platform already, so it is kept whoever has the conversation, and also when that is over. */
  saidThere?: boolean;
  from: 'agent' | 'system' | 'note';
  newMessage: string;
  body: MessageBody;
  /** The name of the agent's upload that the body, an image or a file, is of: it is used up, and the store puts in what it holds. */
  upload?: string;
  now: number;
  deliveries: NewDelivery[];
  /** The visitor reads it where it is stored: it has arrived, and no delivery tells of it. */
  arrived?: boolean;
  /** Does not send when the visitor's allowance left is under this. */
  needsAllowance?: number;
  announce?: Announce;
  /** On our own page, where words wait to be read: when to look whether they were. */
  lookAt?: number;
  /** It asks the visitor how it was. */
  asksSurvey?: true;
  /** One known already stores nothing and is answered `unknown`. */
  act?: Act;
}
export type Replied =
  | { kind: 'stored'; message: Message; conversation: Conversation }
  | { kind: 'duplicate'; message: Message; conversation: Conversation }
  | { kind: 'not-owner'; conversation: Conversation }
  | { kind: 'closed'; conversation: Conversation }
  /** Ops or a supervisor took the agent off. */
  | { kind: 'forced-offline'; by: string }
  | { kind: 'no-allowance'; conversation: Conversation; left: number; until: number }
  /** He has no such upload (any more): nothing was stored. */
  | { kind: 'upload-unknown' }
  | { kind: 'unknown' };

/** An agent takes back what he said not longer than `withinMs` ago. */
export interface Recall {
  conversation: string;
  seq: number;
  agent: string;
  now: number;
  withinMs: number;
  /** For the word that says so. */
  newMessage: string;
}
/** One that was taken back already is answered as it was. */
export type Recalled = { kind: 'recalled'; message: Message; conversation: Conversation } | { kind: 'unknown' | 'not-his' | 'too-late' };

export interface Finish {
  conversation: string;
  /** Absent: whatever the version. */
  version?: number;
  onlyIf?: StillDue;
  now: number;
  reason: string;
  by?: string;
  newDelivery: string;
  announce?: Announce;
  /** Do not tell the owner (he did it himself). */
  quiet?: boolean;
  act?: Act;
  /** Kept with the end, and only with it. */
  audit?: AuditRow;
}

/** A conversation in the queue, with what the drain needs. */
export interface Waiting {
  id: string;
  entry: string;
  version: number;
  effectivePriority: number;
  waitingSince: number;
}

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

/** A message whose picture or file the platform has and we do not. */
export interface MissingMedia {
  channel: ChannelKind;
  message: Message;
}

/** A request that `to` take the conversation over; it stays with its owner until accepted, and expires at `until`. */
export interface TransferRequest {
  conversation: string;
  by: string;
  to: string;
  until: number;
  note?: string;
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
  receipts(filter: { conversation?: string; entry?: string; agent?: string; from?: number; to?: number; limit: number }): Promise<(Receipt & { conversation: string })[]>;
  /** Newest first; `accounts` restricts to these platform accounts, `unanswered` to open ones in which the visitor waits for an answer. */
  list(filter: { state?: string; unanswered?: true; entry?: string; agent?: string; visitor?: string; tag?: string; accounts?: string[]; from?: number; to?: number; before?: string; limit: number }): Promise<Conversation[]>;
}
