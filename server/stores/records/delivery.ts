import type { AuditRow } from './config';
import type { DeliveryState, MessageBody } from '../../../shared/message';

/** What an agent is told where he is reached outside the workbench. Texts are worded when it is sent. */
export type News =
  /** A conversation became his: the card with reply / transfer / end. */
  | {
      kind: 'assigned'; cause: string; line?: string; former?: string; note?: string;
      /** Somebody answered before him: he reads what was said up to this number; what comes after is relayed to him. */
      saidBefore?: number;
    }
  /** The visitor's message `seq`, relayed. Neighbours of one conversation are merged when taken. */
  | { kind: 'words'; seq: number }
  /** The conversation is no longer his. */
  | { kind: 'moved'; cause: string; to?: string }
  | { kind: 'closed'; reason: string }
  /** A message of his was not delivered (`failed`), waits for the visitor's next word (`held`) or may not have arrived (`unknown`). */
  | {
      kind: 'delivery'; state: 'failed' | 'held' | 'unknown'; why: string; seq: number; delivery: string;
      /** Held: whether a subscribe message will call the visitor back; absent where there is none to send. */
      notice?: boolean;
    }
  /** What became of the subscribe message that calls a visitor back to words of his; `none`: he is away from our own page and allowed none. */
  | { kind: 'notice'; state: 'sent' | 'failed' | 'unknown' | 'none'; why?: string }
  /** Words of the visitor may not have reached him (a crash, a cut line): a tap shows them again. */
  | { kind: 'relay'; why: string }
  /** A colleague asks him to take a conversation over: accept or decline until `until`. */
  | { kind: 'transfer-asked'; by: string; until: number; note?: string }
  /** Whom the owner may pass the conversation on to. */
  | { kind: 'colleagues'; agents: string[]; visitor: string }
  | { kind: 'waiting'; count: number; oldestAt: number; conversations: string[] }
  | { kind: 'status'; status: string; cause: string; until?: number }
  /** An answer to something he did: an echo, the list to choose from, a refusal in words (text code + values). */
  | { kind: 'answer'; code: string; values: Record<string, string | number>; conversations?: string[] };

/** Where a delivery goes. Addresses are resolved when it is sent, so a changed WeCom userid needs no rewrite. */
export type DeliveryTarget =
  | { to: 'visitor'; seq: number }
  | { to: 'agent'; agent: string; news: News }
  | { to: 'webhook'; webhook: string; event: string; eventId: string; payload: string }
  /** A subscribe message that calls a visitor back to the words held for him; `template` is WeChat's id. The outbox writes it by itself. */
  | { to: 'notice'; template: string };

/** A message that still has to reach a platform. */
export interface Delivery {
  id: string;
  /** Deliveries of one lane leave in order, one at a time: per visitor and account, per agent, per webhook and conversation. */
  lane: string;
  conversation?: string;
  target: DeliveryTarget;
  state: DeliveryState;
  /** How many platform messages it is; each costs one of the visitor's allowance. */
  parts: number;
  /** How many parts have surely gone; a retry continues there. */
  progress: number;
  attempts: number;
  /** Not before (ms since 1970). */
  dueAt: number;
  createdAt: number;
  why?: string;
  /** Of what became held now: whether a subscribe message was queued; absent where the account has none. */
  notice?: boolean;
}

/** A delivery as ops look it up; `seq`: the message of its conversation that it carries, absent where it carries none. */
export interface ListedDelivery extends Delivery {
  agent?: string;
  visitor?: string;
  seq?: number;
}

/** Which subscribe message calls back the visitors of an account (absent: of every account not named), and how long after their allowance was spent. */
export interface NoticePlan {
  account?: string;
  template?: string;
  afterMs: number;
}

/** A delivery to be written with the change that causes it. */
export interface NewDelivery {
  /** Becomes a card's task id on the platform: only [0-9A-Za-z_@-]. */
  id: string;
  target: Exclude<DeliveryTarget, { to: 'notice' }>;
  parts?: number;
  /** Texts nobody typed never spend the last message of an allowance. */
  system?: boolean;
  /** One pending delivery per merge key; a second is dropped (its content is read when it is sent). */
  mergeKey?: string;
  dueAt?: number;
}

/** A delivery as taken for sending, with what is needed to word it. `merged` are the later `words` that go in the same platform message. */
export interface TakenDelivery extends Delivery {
  merged: { id: string; seq: number }[];
  body?: MessageBody;
  /** Its next part may have arrived already; first tried then (ms since 1970; 0: it cannot be said again as it was). */
  unsureSince?: number;
}

/** What became of an attempt. `later` returns what it spent; `refused` names a code; `unknown` is never resent by itself. */
export type Settlement =
  | { state: 'sent' }
  /** `unsure`: it may have arrived, and is sent again exactly as it was, because a second copy would not show. */
  | { state: 'later'; dueAt: number; why: string; progress: number; unsure?: boolean }
  | { state: 'failed'; why: string; progress?: number }
  | { state: 'unknown'; why: string; progress?: number }
  /** The visitor's allowance is spent or over: waits for his next word. */
  | { state: 'held'; why: string; progress: number };

/** Whether the next part of a delivery may go: the agent's minute may be full until then, or somebody else has it now. */
export type PartTurn = { kind: 'go' } | { kind: 'full'; freeAt: number } | { kind: 'gone' };

export interface Outbox {
  /**
   * Takes due deliveries for sending under a lease, at most the head of each lane, spending the visitor's allowance for `contact`
   * (needs `parts - progress`, system texts one more); those without allowance become `held`. `perMinute`: so many platform
   * messages go to one agent in any minute, over all nodes and restarts; more wait. A visitor's delivery whose lease ran out
   * before it was settled becomes `unknown` (it may have gone) and is returned in `lapsed`, once; an agent's is taken again as
   * it was, with `unsureSince`. `held`: those that became so now.
   * `calls` of webhooks are apart from these: so many, and to `each` receiver so many less those `underWay`; absent: as many as `limit`.
   * Held words call their visitor back by a subscribe message of `notices`, once until he comes, if he allowed one.
   */
  take(request: {
    now: number; limit: number; leaseMs: number; node: string; perMinute?: number; notices?: readonly NoticePlan[];
    calls?: { limit: number; each: number; underWay: Readonly<Record<string, number>> };
  }): Promise<{ taken: TakenDelivery[]; lapsed: Delivery[]; held: Delivery[] }>;
  /** Before each platform message after the first of a taken delivery to an agent: notes what has surely gone, renews the lease and counts. */
  nextPart(request: { id: string; lane: string; attempts: number; progress: number; now: number; leaseMs: number; perMinute: number }): Promise<PartTurn>;
  /** Settles taken deliveries (and those merged into them), each once; a settled one, or one taken again since (`attempts`), is left alone. Also writes `news` that follow. */
  settle(results: { id: string; attempts: number; merged: string[]; settlement: Settlement; at: number; news?: NewDelivery[] }[], notices?: readonly NoticePlan[]): Promise<void>;
  /** Ops: failed, unknown, held or pending ones, newest first. */
  list(filter: { states: DeliveryState[]; limit: number; before?: string; conversation?: string }): Promise<ListedDelivery[]>;
  /** Sends again what is `failed` or `unknown`, by a person's decision; false when it is in another state. */
  resend(id: string, now: number, audit?: AuditRow): Promise<boolean>;
  /** Writes deliveries on their own (news to an agent that follow no other change). */
  add(deliveries: (NewDelivery & { conversation?: string })[], now: number): Promise<void>;
  counts(): Promise<Record<DeliveryState, number>>;
}

/** Webhook deliveries to write with a change: one for each, wrapped by the caller for the conversation's final facts. */
export interface Announce {
  /** Ids of outgoing webhooks that want this event. */
  webhooks: string[];
  /** Received words only: those that want to know of the conversation they may open. */
  opened?: string[];
}
