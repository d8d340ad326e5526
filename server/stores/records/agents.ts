import type { AuditRow } from './config';
import type { NewDelivery } from './delivery';

/**
 * What an agent did where the platform delivers it again when our answer was late. A write that names one does it once
 * per key, in one transaction with the key; an act known already changes nothing and is answered as if nothing was to be done.
 */
export interface Act {
  agent: string;
  key: string;
  /** When he did it, by the platform's clock (ms, but whole seconds). */
  at: number;
}

/** What came of an act: what it was done to, or what he was told instead. */
export interface KeptAct {
  conversation?: string;
  answer?: string;
}

/** Whom an agent's plain texts in WeCom belong to: from when (the platform's clock) and until when. */
export interface Choice {
  conversation: string;
  chosenAt: number;
  until: number;
}

/** What is stored about an agent: what he chose, what the system put on top, and his load. */
export interface AgentState {
  agent: string;
  status: 'online' | 'away' | 'offline' | string;
  statusSince: number;
  /** He never chose a status: `offline` is only where a row begins. */
  unchosen?: true;
  paused?: { reason: string; since: number };
  /** Ops or a supervisor forced him offline. */
  forcedBy?: string;
  /** WeCom duty switch: on duty until (ms), with the time of his last act in WeCom. */
  dutyUntil?: number;
  dutyActAt?: number;
  load: number;
  misses: number;
  lastAssignedAt?: number;
  current?: Choice;
  /** His choice before the current one; a text that was written then and comes late belongs to it. */
  choseBefore?: Choice;
  version: number;
}

/** Writes that name an `audit` keep it in the same transaction. */
export interface AgentRecords {
  states(agents: string[]): Promise<AgentState[]>;
  /** The `limit` least loaded whose chosen status is in `statuses`, from an index. */
  leastLoaded(statuses: string[], limit: number): Promise<AgentState[]>;
  /** Those who own at least one conversation, so that the lost ones can be found. */
  loaded(limit: number): Promise<AgentState[]>;
  all(limit: number, after?: string): Promise<AgentState[]>;
  /** `resume`: takes the system's pause off too. An act older than his last change of status changes nothing: he has said otherwise since. */
  setStatus(request: {
    agent: string; status: 'online' | 'away' | 'offline'; by: string; forced?: boolean; dutyUntil?: number; resume?: boolean; now: number; audit?: AuditRow; act?: Act;
  }): Promise<AgentState>;
  pause(agent: string, reason: string, now: number): Promise<AgentState>;
  /** An act older than the pause changes nothing. */
  resume(agent: string, now: number, by?: { audit?: AuditRow; act?: Act }): Promise<AgentState>;
  /** An act in WeCom: keeps the duty running to `dutyUntil` (only when on duty). */
  acted(agent: string, now: number, dutyUntil: number): Promise<void>;
  /** He chose whom his plain texts go to; one older than the choice in force leaves that one standing. Answers what stands. */
  choose(agent: string, choice: Choice, act?: Act): Promise<Choice>;
  /** What came of an act; undefined: not seen yet. */
  actOf(act: Act): Promise<KeptAct | undefined>;
  /**
   * Keeps an act that changes nothing but what is sent: `tell` is written and `resend` goes out again, once. `answer`: what
   * he is told, kept unless something was sent again. Answers what is kept, and whether this was the first.
   */
  keepAct(act: Act, what: { now: number; conversation?: string; answer?: string; tell?: (NewDelivery & { conversation?: string })[]; resend?: string[] }): Promise<KeptAct & { first: boolean }>;
  /** Those whose duty is over at `now`; `endDuties` acts on them. */
  dutyOver(now: number): Promise<string[]>;
  /**
   * Ends the duties that are over and warns, once, those whose duty ends within `warnMs`; each is told in the same
   * transaction. Who is over goes offline, unless he is `here` by something else than his duty: then his status stays.
   */
  endDuties(request: { now: number; warnMs: number; here: string[]; newDelivery: string }): Promise<{ warn: AgentState[]; ended: AgentState[] }>;
  /** How many visitors each agent was last told to be waiting; absent: none. */
  toldWaiting(): Promise<{ agent: string; count: number }[]>;
  /**
   * Remembers how many wait for him and, unless nobody does, writes the card that tells him, instead of one not yet sent.
   * False when he was told another number than `before` meanwhile; nothing is written then.
   */
  tellWaiting(request: { agent: string; before: number; conversations: string[]; oldestAt: number; newDelivery: string; now: number }): Promise<boolean>;
  turn(group: string): Promise<{ last?: string; count: number }>;
  /** A card sent to an agent, so that it can be updated when its matter is over. */
  keepCard(card: Card): Promise<void>;
  cards(filter: { conversation?: string; agent?: string; kind?: string }): Promise<Card[]>;
  dropCard(id: string): Promise<void>;
}

export interface Card {
  id: string;
  agent: string;
  kind: 'assigned' | 'waiting' | 'status' | 'list';
  conversation?: string;
  responseCode?: string;
  at: number;
}
