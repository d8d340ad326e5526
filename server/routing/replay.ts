import type { DeskConfig } from '../../shared/config/desk-config';
import type { Target } from '../../shared/config/entry';
import type { Receipt, StepReceipt } from '../../shared/receipt';
import type { VisitorFacts } from '../../shared/visitor-facts';
import { indexConfig } from './config-index';
import { isYes } from './eligibility';
import type { Decision, Question } from './question';
import { pastVerdicts } from './past-presence';
import { answerPast, type Assumption } from './replay-step';
import { runSync } from './run-sync';

/** A tap that has been decided, with what its receipt does not hold. */
export interface PastTap {
  receipt: Receipt;
  visitor: VisitorFacts;
  lastAgent?: { agent: string; at: number };
}

export interface PastResult {
  /** `no-entry`: the draft does not have the entry, or has it switched off. */
  outcome: Receipt['outcome'] | 'no-entry';
  agent?: string;
}

export interface Replayed {
  tap: PastTap;
  was: PastResult;
  would: PastResult;
  differs: boolean;
  /** False when it depends on somebody whose presence at that time the receipt does not tell, or on a turn it cannot tell. */
  certain: boolean;
  /** The receipt the draft would have written; absent for `no-entry`. */
  receipt?: Receipt;
}

/**
 * What a draft would have done with past taps, by the same router. Who was there is taken from each tap's receipt;
 * a queue that was full counts as full. Orders by hand are left out: no configuration decided them.
 */
export function replay(taps: readonly PastTap[], draft: DeskConfig): Replayed[] {
  const index = indexConfig(draft);
  return taps.filter(({ receipt }) => wasRouted(receipt)).map((tap) => {
    const was = resultOf(tap.receipt);
    const entry = index.entries.get(tap.receipt.entry);
    if (!entry?.enabled) return { tap, was, would: { outcome: 'no-entry' }, differs: true, certain: true };
    const question = questionFor(tap, draft, entry, index.hours.get(entry.hours ?? ''));
    const refused = new Set(pastVerdicts(tap.receipt, 'refused-by-platform'));
    const decide = (assumption: Assumption): Decision =>
      runSync(question, (ask) => answerPast(ask, tap.receipt, index, assumption), ({ agent }) => !refused.has(agent));
    const { receipt } = decide({ strangers: 'absent', turn: 'kept' });
    const would = resultOf(receipt);
    const agrees = (assumption: Assumption): boolean => sameResult(would, resultOf(decide(assumption).receipt));
    const certain = agrees({ strangers: 'present', turn: 'kept' })
      && (sameChoice(receipt, tap.receipt) || agrees({ strangers: 'absent', turn: 'passed' }));
    return { tap, was, would, differs: !sameResult(was, would), certain, receipt };
  });
}

function wasRouted({ outcome }: Receipt): boolean {
  return outcome !== 'taken' && outcome !== 'transferred' && outcome !== 'moved';
}

function resultOf({ outcome, winner }: Receipt): PastResult {
  return winner ? { outcome, agent: winner.agent } : { outcome };
}

function sameResult(a: PastResult, b: PastResult): boolean {
  return a.outcome === b.outcome && a.agent === b.agent;
}

function questionFor(tap: PastTap, draft: DeskConfig, entry: Question['entry'], hours: Question['hours']): Question {
  const { receipt, visitor } = tap;
  const { capacity, lastAgentDays } = draft.settings;
  const lastAgent = tap.lastAgent ?? (receipt.lastAgent && receipt.winner ? { agent: receipt.winner.agent, at: receipt.at } : undefined);
  return {
    now: receipt.at, entry, visitor, lastAgentDays, cause: receipt.cause, alreadyWaiting: false,
    waiting: receipt.outcome === 'no-seats' ? entry.maxWaiting : 0,
    excluded: [
      ...pastVerdicts(receipt, 'missed').map((agent) => ({ agent, reason: 'missed' as const })),
      ...pastVerdicts(receipt, 'excluded').map((agent) => ({ agent, reason: 'excluded' as const })),
    ],
    ...(hours ? { hours } : {}),
    ...(lastAgent ? { lastAgent } : {}),
    ...(capacity === undefined ? {} : { deskCapacity: capacity }),
  };
}

/** Whether the winning step had the same people to choose from as it had then, so that the choice made then still stands. */
function sameChoice(receipt: Receipt, past: Receipt): boolean {
  const now = receipt.winner && receipt.steps[receipt.winner.step];
  const then = past.winner && past.steps[past.winner.step];
  return now !== undefined && then !== undefined && sameTarget(now.target, then.target) && yesOf(now) === yesOf(then);
}

function yesOf({ verdicts }: StepReceipt): string {
  return verdicts.filter((v) => isYes(v.verdict)).map((v) => v.agent).sort().join(' ');
}

function sameTarget(a: Target, b: Target): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
