import type { ToldConversation, ToldDecision } from '../stores/records/figures';
import type { Share } from './report-tally';

/** Somebody had it from then on. */
type Assignment = ToldDecision & { agent: string };
const isAssignment = (decision: ToldDecision): decision is Assignment => decision.agent !== undefined;

/** What reports ask about one conversation, found out once for all of its lines. */
export interface Facts {
  told: ToldConversation;
  assignments: Assignment[];
  first?: Assignment;
  last?: Assignment;
  /** By whose assignment it was answered first. */
  answering?: Assignment;
  named?: string;
  replyMs?: number;
  waitMs?: number;
  /** Whose time for a first reply passed. */
  missed: Assignment[];
  transfers: ToldDecision[];
  unanswered: boolean;
}

export function factsOf(told: ToldConversation): Facts {
  const { decisions, firstReplyAt, firstWordAt } = told;
  const assignments = decisions.filter(isAssignment);
  const answering = firstReplyAt === undefined ? undefined : assignments.filter(({ at }) => at <= firstReplyAt).at(-1);
  const [first] = assignments;
  const last = assignments.at(-1);
  // Another button is another promise.
  const named = decisions.find((one) => one.entry === told.entry && one.named !== undefined)?.named;
  const missed = decisions.flatMap((one, i) => (one.cause === 'missed-ring' ? (decisions.slice(0, i).filter(isAssignment).at(-1) ?? []) : []));
  return {
    told, assignments, missed, transfers: decisions.filter(({ outcome }) => outcome === 'transferred'),
    unanswered: told.closed && firstReplyAt === undefined && !told.left,
    ...(first && { first }), ...(last && { last }), ...(answering && { answering }), ...(named !== undefined && { named }),
    ...(firstWordAt !== undefined && firstReplyAt !== undefined && { replyMs: Math.max(0, firstReplyAt - firstWordAt) }),
    ...(firstWordAt !== undefined && first && { waitMs: Math.max(0, first.at - firstWordAt) }),
  };
}

const isKept = ({ named, answering }: Facts): boolean => named !== undefined && answering?.agent === named;

/** For a line that has the whole conversation: an entry, a day, all. */
export const wholeShare = (facts: Facts): Share => ({
  conversation: true, answered: facts.told.firstReplyAt !== undefined, named: facts.named !== undefined, kept: isKept(facts),
  replyMs: facts.replyMs, waitMs: facts.waitMs, missed: facts.missed.length, transferred: facts.transfers.length,
  left: facts.told.left, unanswered: facts.unanswered, stars: facts.told.survey?.stars,
});

/** For each agent who had it, was asked for or was rated: what of it is his. What it came to in the end is the last owner's. */
export function agentShares(facts: Facts): [string, Share][] {
  const { told, assignments, named, answering, first, last } = facts;
  const rated = told.survey?.agent;
  const agents = new Set([...assignments.map(({ agent }) => agent), ...(named === undefined ? [] : [named]), ...(rated === undefined ? [] : [rated])]);
  return [...agents].map((agent) => [agent, {
    conversation: assignments.some((one) => one.agent === agent), answered: answering?.agent === agent,
    named: named === agent, kept: named === agent && isKept(facts),
    replyMs: answering?.agent === agent ? facts.replyMs : undefined, waitMs: first?.agent === agent ? facts.waitMs : undefined,
    missed: facts.missed.filter((one) => one.agent === agent).length, transferred: facts.transfers.filter(({ former }) => former === agent).length,
    left: told.left && last?.agent === agent, unanswered: facts.unanswered && last?.agent === agent,
    stars: rated === agent ? told.survey?.stars : undefined,
  }]);
}

/** A rung of the ladder, or what stands beside it. */
export type StepKey = number | 'by-hand' | 'nobody';
const stepOf = ({ step }: ToldDecision): StepKey => (step === undefined || step < 0 ? 'by-hand' : step);

/** For each step that gave it to somebody; what nobody ever had has a line of its own. */
export function stepShares(facts: Facts): [StepKey, Share][] {
  const { told, assignments, answering, first, last } = facts;
  const end = last ? stepOf(last) : 'nobody';
  const steps = new Set<StepKey>(last ? assignments.map(stepOf) : ['nobody']);
  const passedBy = facts.transfers.map((transfer) => assignments[assignments.findIndex((one) => one === transfer) - 1]);
  return [...steps].map((step) => [step, {
    conversation: true, answered: answering !== undefined && stepOf(answering) === step,
    named: facts.named !== undefined, kept: isKept(facts) && answering !== undefined && stepOf(answering) === step,
    replyMs: answering && stepOf(answering) === step ? facts.replyMs : undefined, waitMs: first && stepOf(first) === step ? facts.waitMs : undefined,
    missed: facts.missed.filter((one) => stepOf(one) === step).length, transferred: passedBy.filter((one) => one && stepOf(one) === step).length,
    left: told.left && step === end, unanswered: facts.unanswered && step === end, stars: answering && stepOf(answering) === step ? told.survey?.stars : undefined,
  }]);
}
