import type { Conversation } from '../../../shared/conversation';
import type { Receipt } from '../../../shared/receipt';
import type { Act } from './agents';
import type { AuditRow } from './config';
import type { Announce } from './delivery';
import type { StillDue } from './overdue';

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

/** A request that `to` take the conversation over; it stays with its owner until accepted, and expires at `until`. */
export interface TransferRequest {
  conversation: string;
  by: string;
  to: string;
  until: number;
  note?: string;
}
