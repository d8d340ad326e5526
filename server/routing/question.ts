import type { Agent, Group } from '../../shared/config/agent';
import type { Entry, Target } from '../../shared/config/entry';
import type { Hours } from '../../shared/config/hours';
import type { Receipt } from '../../shared/receipt';
import type { VisitorFacts } from '../../shared/visitor-facts';

/** How long the system believes an agent is there: `unstable` keeps conversations and gets no new ones. */
export type LeaseState = 'live' | 'unstable' | 'none';

/** One agent as the router sees him; everything that may decide for or against him. */
export interface Candidate {
  /** The agent's key; `agent` is absent when the configuration does not know it. */
  key: string;
  agent?: Agent;
  /** What he chose; only `online` and (where accepted) `away` are allow-listed. */
  status: string;
  statusSince?: number;
  paused?: { reason: string; since: number };
  lease: LeaseState;
  /** Presence is who receives on the platform, not a workbench or a duty. */
  natively?: boolean;
  /** Assigned conversations of all channels. */
  load: number;
  lastAssignedAt?: number;
  /** The limit of the first of his groups that has one; it holds where the step itself names no group. */
  groupCapacity?: number;
  /** The agent's own calendar; absent though the agent has one: unknown, so he counts as on shift and the receipt says so. */
  shift?: Hours;
}

/** What a step needs to be asked: its candidates, and whose turn it is in the group. */
export interface StepAnswer {
  /** As listed in the group; for `anyone` the 50 least loaded. */
  candidates: Candidate[];
  group?: Group;
  /** Whom the group was served by last, and how many assignments it has had. */
  turn?: { last?: string; count: number };
}

export interface Question {
  now: number;
  entry: Entry;
  hours?: Hours;
  visitor: VisitorFacts;
  /** Who served this visitor last, and when his last word was. */
  lastAgent?: { agent: string; at: number };
  /** Steps before this one are not asked: a missed ring goes on from the step that missed it. Absent: from the first. */
  fromStep?: number;
  /** Agents not to be offered again, with the reason shown in the receipt. */
  excluded: { agent: string; reason: 'missed' | 'excluded' }[];
  /** Conversations waiting for this entry. */
  waiting: number;
  /** Already in the queue or already left words: a full queue does not turn him away. */
  alreadyWaiting: boolean;
  deskCapacity?: number;
  lastAgentDays: number;
  cause: string;
}

/** `limit` absent: none. It is the effective limit the store must keep when it claims. */
export interface Offer {
  agent: string;
  step: number;
  limit?: number;
  ringSeconds: number;
}

/** Whom a step may be asked for: the router has already turned an `owner` into the agent the visitor's facts name. */
export type AskedTarget = Exclude<Target, { kind: 'owner' }>;

/**
 * The router asks for what it needs and nothing else; its driver answers.
 * `prefer` is the visitor's last agent: an answer for `anyone` must contain him even if he is not among the least loaded.
 */
export type RouterAsks =
  | { ask: 'step'; step: number; target: AskedTarget; prefer?: string }
  /** `receipt` is the one to keep if this claim is won. */
  | { ask: 'claim'; offer: Offer; receipt: Receipt };

/** `lost` = someone else was quicker, `full` = the seat was gone, `refused` = the platform would not have him. */
export type RouterHears =
  | { step: StepAnswer }
  | { claim: 'won' | 'lost' | 'full' | 'refused'; code?: string };

export type Decision =
  | { kind: 'assigned'; offer: Offer; receipt: Receipt }
  | { kind: 'queued'; maxWaitSeconds: number; receipt: Receipt }
  | { kind: 'no-seats'; waiting: number; receipt: Receipt }
  | { kind: 'leave-message'; receipt: Receipt }
  | { kind: 'outside-hours'; opensAt?: number; receipt: Receipt }
  /** The conversation was taken, closed or moved while we asked; nothing more to decide. */
  | { kind: 'moved'; receipt: Receipt };
