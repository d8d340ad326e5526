import type { Group } from '../../shared/config/agent';
import type { Receipt } from '../../shared/receipt';
import type { ConfigIndex } from './config-index';
import { notThere, pastPresence, there, type Presence } from './past-presence';
import type { AskedTarget, Candidate, StepAnswer } from './question';

/** How to fill what a receipt does not tell; a result that is the same under all of them is certain. */
export interface Assumption {
  /** Agents the receipt does not tell of. */
  strangers: 'absent' | 'present';
  /** Where a tie or a turn decides: in favour of whoever had it then, or of anybody but him. */
  turn: 'kept' | 'passed';
}

/** Answers a step of the draft's ladder with those who were there at a past tap. */
export function answerPast({ target }: { target: AskedTarget }, past: Receipt, index: ConfigIndex, assumption: Assumption): StepAnswer {
  const presence = pastPresence(past);
  const winner = past.winner?.agent;
  const stranger = assumption.strangers === 'present' ? there : notThere;
  const candidate = (key: string): Candidate => candidateFrom(key, presence.get(key) ?? stranger, index, tieTime(key, winner, assumption));
  switch (target.kind) {
    case 'agent':
      return { candidates: [candidate(target.agent)] };
    case 'anyone':
      return { candidates: anyoneOf(past, presence, index, assumption).map(candidate) };
    case 'group': {
      const group = index.groups.get(target.group);
      if (!group) return { candidates: [] };
      const keys = group.members.map((m) => m.agent);
      return { candidates: keys.map(candidate), group: turning(group), turn: turnFor(keys, winner, assumption) };
    }
  }
}

function candidateFrom(key: string, presence: Presence, index: ConfigIndex, lastAssignedAt: number): Candidate {
  const agent = index.agents.get(key);
  const groupCapacity = index.groupCapacity.get(key);
  const shift = agent?.shift === undefined ? undefined : index.hours.get(agent.shift);
  return {
    key, ...presence, lastAssignedAt,
    ...(agent ? { agent } : {}),
    ...(shift ? { shift } : {}),
    ...(groupCapacity === undefined ? {} : { groupCapacity }),
  };
}

/** The receipt tells no times of assignment, only who was chosen: on a tie he goes first, or last. */
function tieTime(key: string, winner: string | undefined, { turn }: Assumption): number {
  if (key !== winner) return 1;
  return turn === 'kept' ? 0 : 2;
}

/**
 * If that tap asked for anyone, its receipt names them all. Else those it mentions; and one more stands for all it
 * does not, since a free one more either changes the result or does not.
 */
function anyoneOf(past: Receipt, presence: ReadonlyMap<string, Presence>, index: ConfigIndex, { strangers }: Assumption): string[] {
  const asked = past.steps.find((step) => step.asked && step.target.kind === 'anyone');
  if (asked) return asked.verdicts.map((v) => v.agent);
  const known = [...presence.keys()];
  if (strangers === 'absent') return known;
  for (const agent of index.agents.values()) {
    if (!agent.disabled && !presence.has(agent.key)) return [...known, agent.key];
  }
  return known;
}

/** Whose weighted turn it was cannot be told from a receipt; who had it can, so it is dealt as a plain turn. */
function turning(group: Group): Group {
  return group.strategy === 'weighted' ? { ...group, strategy: 'in-turn' } : group;
}

function turnFor(keys: readonly string[], winner: string | undefined, { turn }: Assumption): { last?: string; count: number } {
  const at = winner === undefined ? -1 : keys.indexOf(winner);
  if (at < 0) return { count: turn === 'kept' ? 0 : 1 };
  const last = keys[turn === 'kept' ? (at + keys.length - 1) % keys.length : at];
  return { count: 0, ...(last === undefined ? {} : { last }) };
}
