import type { Group } from '../../shared/config/agent';
import { smoothShares } from './smooth-shares';

/** An eligible candidate as a strategy sees him. */
export interface Contender {
  key: string;
  /** His place in the list of the step's candidates. */
  index: number;
  load: number;
  limit?: number;
  lastAssignedAt?: number;
}

export interface Turn {
  last?: string;
  count: number;
}

type Compare = (a: Contender, b: Contender) => number;

/** Longest since the last assignment first; never assigned before all, then as listed. */
const longestIdle: Compare = (a, b) =>
  (a.lastAssignedAt ?? -Infinity) === (b.lastAssignedAt ?? -Infinity)
    ? a.index - b.index
    : (a.lastAssignedAt ?? -Infinity) - (b.lastAssignedAt ?? -Infinity);

/** Shares of a limit compare only among limits: as soon as one contender has none, plain loads decide. */
function leastBusy(contenders: readonly Contender[]): Compare {
  const allLimited = contenders.every((c) => c.limit !== undefined && c.limit > 0);
  return (a, b) =>
    (allLimited ? a.load * (b.limit ?? 1) - b.load * (a.limit ?? 1) : a.load - b.load) || longestIdle(a, b);
}

/** Whoever is listed after the one served last; when he has left the list, the count goes on in his place. */
function inTurn(listed: readonly string[], turn: Turn): Compare {
  const last = turn.last === undefined ? -1 : listed.indexOf(turn.last);
  const first = last >= 0 ? last + 1 : turn.count;
  const size = Math.max(1, listed.length);
  const distance = (c: Contender): number => (((c.index - first) % size) + size) % size;
  return (a, b) => distance(a) - distance(b);
}

/** Whose share is due next; shares are taken among those present, so nobody inherits his absent neighbour's. */
function weighted(contenders: readonly Contender[], group: Group, turn: Turn): Compare {
  const weightOf = new Map(group.members.map((m) => [m.agent, m.weight ?? 1]));
  const weights = contenders.map((c) => weightOf.get(c.key) ?? 1);
  const had = smoothShares(weights, turn.count);
  const due = new Map(contenders.map((c, i) => [c.key, ((had[i] ?? 0) + 0.5) / (weights[i] ?? 1)]));
  return (a, b) => (due.get(a.key) ?? 0) - (due.get(b.key) ?? 0) || a.index - b.index;
}

/**
 * How contenders follow one another. Without a group (one agent, anyone) it is the least busy.
 * @param listed the keys of all candidates of the step in their order, present or not
 */
export function comparator(
  group: Group | undefined,
  listed: readonly string[],
  contenders: readonly Contender[],
  turn: Turn,
): Compare {
  switch (group?.strategy) {
    case undefined:
    case 'least-busy':
      return leastBusy(contenders);
    case 'in-turn':
      return inTurn(listed, turn);
    case 'longest-idle':
      return longestIdle;
    case 'as-listed':
      return (a, b) => a.index - b.index;
    case 'weighted':
      return group ? weighted(contenders, group, turn) : longestIdle;
  }
}
