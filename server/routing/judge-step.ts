import type { Step } from '../../shared/config/entry';
import type { CandidateVerdict, Verdict } from '../../shared/receipt';
import { limitOf } from './capacity';
import { isYes, rank, standing } from './eligibility';
import type { StepAnswer } from './question';
import { comparator, type Contender } from './strategy';

/** What the run has learnt so far and a step has to respect. */
export interface Knowledge {
  now: number;
  deskCapacity?: number;
  /** Agents not to be offered again, and why. */
  barred: ReadonlyMap<string, Verdict>;
  /** Loads the store has shown to be at least so high, by having no seat below them. */
  loadAtLeast: ReadonlyMap<string, number>;
  /** The visitor's last agent, if this is the step that may prefer him. */
  prefer?: string;
}

export interface JudgedStep {
  verdicts: CandidateVerdict[];
  /** Those who may have the conversation, in the order in which it is offered. */
  order: Contender[];
  hoursUnknown: boolean;
}

/** Gives every candidate of a step his verdict and puts the eligible ones in order. */
export function judgeStep(answer: StepAnswer, step: Step, knowledge: Knowledge): JudgedStep {
  const verdicts: CandidateVerdict[] = [];
  const order: Contender[] = [];
  let hoursUnknown = false;
  answer.candidates.forEach((candidate, index) => {
    const { key, agent, lastAssignedAt } = candidate;
    const load = Math.max(candidate.load, knowledge.loadAtLeast.get(key) ?? 0);
    const groupCapacity = answer.group ? answer.group.capacity : candidate.groupCapacity;
    const limit = agent && limitOf(agent, groupCapacity, knowledge.deskCapacity);
    const barred = knowledge.barred.get(key);
    const found = standing(candidate, {
      now: knowledge.now, step, load,
      ...(limit === undefined ? {} : { limit }),
      ...(barred === undefined ? {} : { excluded: barred }),
    });
    if (found.hoursUnknown) hoursUnknown = true;
    const verdict: CandidateVerdict = { agent: key, verdict: found.verdict, load };
    if (found.since !== undefined) verdict.since = found.since;
    if (found.code !== undefined) verdict.code = found.code;
    if (limit !== undefined) verdict.limit = limit;
    verdicts.push(verdict);
    if (!isYes(found.verdict)) return;
    const contender: Contender = { key, index, load };
    if (limit !== undefined) contender.limit = limit;
    if (lastAssignedAt !== undefined) contender.lastAssignedAt = lastAssignedAt;
    order.push(contender);
  });
  if (order.length > 1) sort(order, verdicts, answer, knowledge.prefer);
  return { verdicts, order, hoursUnknown };
}

function sort(order: Contender[], verdicts: readonly CandidateVerdict[], answer: StepAnswer, prefer?: string): void {
  const listed = verdicts.map((v) => v.agent);
  const compare = comparator(answer.group, listed, order, answer.turn ?? { count: 0 });
  const rankOf = (c: Contender): number => {
    const verdict = verdicts[c.index]?.verdict;
    return c.key === prefer || verdict === undefined ? -1 : rank(verdict);
  };
  order.sort((a, b) => rankOf(a) - rankOf(b) || compare(a, b));
}
