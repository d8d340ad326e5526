import type { AuditRow } from './config';

/** What is stored about an agent: what he chose, what the system put on top, and his load. */
export interface AgentState {
  agent: string;
  status: 'online' | 'away' | 'offline' | string;
  statusSince: number;
  paused?: { reason: string; since: number };
  /** Ops or a supervisor forced him offline. */
  forcedBy?: string;
  /** WeCom duty switch: on duty until (ms), with the time of his last act in WeCom. */
  dutyUntil?: number;
  dutyActAt?: number;
  load: number;
  misses: number;
  lastAssignedAt?: number;
  /** The conversation his next plain text in WeCom belongs to, and until when. */
  current?: { conversation: string; until: number };
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
  setStatus(request: { agent: string; status: 'online' | 'away' | 'offline'; by: string; forced?: boolean; dutyUntil?: number; now: number; audit?: AuditRow }): Promise<AgentState>;
  pause(agent: string, reason: string, now: number): Promise<AgentState>;
  resume(agent: string, now: number, audit?: AuditRow): Promise<AgentState>;
  /** An act in WeCom: keeps the duty running to `dutyUntil` (only when on duty). */
  acted(agent: string, now: number, dutyUntil: number): Promise<void>;
  setCurrent(agent: string, current: { conversation: string; until: number } | undefined): Promise<void>;
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
