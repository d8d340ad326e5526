import type { Step } from '../../shared/config/entry';
import type { CandidateVerdict, Receipt, StepReceipt } from '../../shared/receipt';
import type { Question } from './question';

/** A step keeps this many candidates word for word; of a larger one the rest are counted. */
const MOST_VERDICTS = 50;

/** What was found out about one step while it was asked. A verdict is replaced, not changed, when its claim fails. */
export interface AskedStep {
  verdicts: CandidateVerdict[];
  /** Indexes of those the conversation was offered to. */
  offered: number[];
}

/** Everything about the decision that is not the question itself. */
export interface Finding {
  outcome: Receipt['outcome'];
  ladder: readonly Step[];
  variant?: number;
  asked: ReadonlyMap<number, AskedStep>;
  winner?: { agent: string; step: number };
  designated?: string;
  lastAgent?: boolean;
  hoursUnknown?: boolean;
}

function countByVerdict(verdicts: readonly CandidateVerdict[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { verdict } of verdicts) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** The first 50, but those who were offered it before any others, since theirs is the story worth telling; and the winner. */
function kept(asked: AskedStep, winner: string | undefined): CandidateVerdict[] {
  const refused = asked.offered.filter((i) => asked.verdicts[i]?.agent !== winner).slice(0, MOST_VERDICTS);
  const keep = new Set(refused);
  for (let i = 0; keep.size < MOST_VERDICTS && i < asked.verdicts.length; i += 1) keep.add(i);
  return asked.verdicts.filter((v, i) => keep.has(i) || v.agent === winner);
}

function stepReceipt(step: Step, index: number, finding: Finding): StepReceipt {
  const asked = finding.asked.get(index);
  if (!asked) return { step: index, target: step.target, asked: false, verdicts: [] };
  const { verdicts } = asked;
  if (verdicts.length <= MOST_VERDICTS) return { step: index, target: step.target, asked: true, verdicts: verdicts.slice() };
  const winner = finding.winner?.step === index ? finding.winner.agent : undefined;
  return { step: index, target: step.target, asked: true, verdicts: kept(asked, winner), counts: countByVerdict(verdicts) };
}

/** Writes down why a conversation went where it went, every step of the ladder in its order. */
export function writeReceipt(question: Question, finding: Finding): Receipt {
  const receipt: Receipt = {
    at: question.now,
    entry: question.entry.key,
    outcome: finding.outcome,
    cause: question.cause,
    steps: finding.ladder.map((step, index) => stepReceipt(step, index, finding)),
  };
  const { winner, designated } = finding;
  if (winner) receipt.winner = winner;
  if (winner && designated !== undefined && designated !== winner.agent) receipt.standsInFor = designated;
  if (winner && finding.lastAgent) receipt.lastAgent = true;
  if (finding.variant !== undefined) receipt.variant = finding.variant;
  if (finding.hoursUnknown) receipt.hoursUnknown = true;
  return receipt;
}
