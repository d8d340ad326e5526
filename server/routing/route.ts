import type { Step, Target } from '../../shared/config/entry';
import type { CandidateVerdict, Receipt, Verdict } from '../../shared/receipt';
import type { VisitorFacts } from '../../shared/visitor-facts';
import { isOpen, nextOpening } from '../../shared/calendar/hours';
import { judgeStep } from './judge-step';
import { chooseLadder, designatedAgent, namesOne } from './ladder';
import type { AskedTarget, Decision, Offer, Question, RouterAsks, RouterHears, StepAnswer } from './question';
import { writeReceipt, type AskedStep, type Finding } from './receipt';
import type { Contender } from './strategy';

const DAY = 86_400_000;

type Conversation<T> = Generator<RouterAsks, T, RouterHears>;
type ClaimHeard = Extract<RouterHears, { claim: string }>;

interface Run {
  question: Question;
  ladder: readonly Step[];
  variant?: number;
  asked: Map<number, AskedStep>;
  barred: Map<string, Verdict>;
  loadAtLeast: Map<string, number>;
  hoursUnknown: boolean;
}

type StepEnd = Extract<Decision, { kind: 'assigned' | 'moved' }>;

/**
 * Decides whom a conversation is offered to: the one deciding function, for the real tap, the button's label, the
 * preview and the replay alike. It asks for a step only when it needs it and claims down the ordered offers; what
 * it asks for is answered by its driver, so it is pure and the same answers always give the same decision.
 */
export function* route(question: Question): Conversation<Decision> {
  const { entry, visitor } = question;
  const open = openNow(question);
  const run: Run = {
    question, ...chooseLadder(entry, visitor), asked: new Map(), loadAtLeast: new Map(), hoursUnknown: open === 'unknown',
    barred: new Map(question.excluded.map((e) => [e.agent, e.reason])),
  };
  for (let index = question.fromStep ?? 0; index < run.ladder.length; index += 1) {
    const step = run.ladder[index];
    if (!step || (open === false && !(entry.designatedOutsideHours && namesOne(step.target)))) continue;
    const end = yield* askStep(run, step, index);
    if (end) return end;
  }
  return open === false ? closed(run) : overflow(run);
}

function closed(run: Run): Decision {
  const { hours, now } = run.question;
  const opensAt = hours && nextOpening(hours, now);
  const receipt = receiptOf(run, 'outside-hours');
  return { kind: 'outside-hours', ...(typeof opensAt === 'number' ? { opensAt } : {}), receipt };
}

/** A full queue turns away only those who are not yet in it. */
function overflow(run: Run): Decision {
  const { entry, waiting, alreadyWaiting } = run.question;
  if (entry.overflow.kind === 'leave-message') return { kind: 'leave-message', receipt: receiptOf(run, 'leave-message') };
  if (!alreadyWaiting && waiting >= entry.maxWaiting) return { kind: 'no-seats', waiting, receipt: receiptOf(run, 'no-seats') };
  return { kind: 'queued', maxWaitSeconds: entry.overflow.maxWaitSeconds, receipt: receiptOf(run, 'queued') };
}

function receiptOf(run: Run, outcome: Finding['outcome'], won?: { offer: Offer; lastAgent: boolean }): Receipt {
  const designated = designatedAgent(run.ladder, run.question.visitor);
  return writeReceipt(run.question, {
    outcome, ladder: run.ladder, asked: run.asked, hoursUnknown: run.hoursUnknown,
    ...(run.variant === undefined ? {} : { variant: run.variant }),
    ...(designated === undefined ? {} : { designated }),
    ...(won ? { winner: { agent: won.offer.agent, step: won.offer.step }, lastAgent: won.lastAgent } : {}),
  });
}

/** Hours the entry names but the configuration does not have are as unknown as hours that cannot be computed. */
function openNow({ entry, hours, now }: Question): boolean | 'unknown' {
  if (hours) return isOpen(hours, now);
  return entry.hours === undefined ? true : 'unknown';
}

function* askStep(run: Run, step: Step, index: number): Conversation<StepEnd | undefined> {
  const { question, asked, barred, loadAtLeast } = run;
  const target = askedTarget(step.target, question.visitor);
  if (!target) {
    asked.set(index, { verdicts: [], offered: [] });
    return undefined;
  }
  const prefer = preferred(run, index);
  const preference = prefer === undefined ? {} : { prefer };
  const answer = heardStep(yield { ask: 'step', step: index, target, ...preference });
  const { now, deskCapacity } = question;
  const judged = judgeStep(answer, step, {
    now, barred, loadAtLeast, ...preference, ...(deskCapacity === undefined ? {} : { deskCapacity }),
  });
  if (judged.hoursUnknown) run.hoursUnknown = true;
  const { verdicts } = judged;
  const offered: number[] = [];
  asked.set(index, { verdicts, offered });
  for (const contender of judged.order) {
    const offer = offerOf(contender, step, index);
    offered.push(contender.index);
    const receipt = receiptOf(run, 'assigned', { offer, lastAgent: contender.key === prefer });
    const heard = heardClaim(yield { ask: 'claim', offer, receipt });
    if (heard.claim === 'won') return { kind: 'assigned', offer, receipt };
    const verdict = verdicts[contender.index];
    if (verdict) verdicts[contender.index] = afterClaim(verdict, heard);
    if (heard.claim === 'lost') return { kind: 'moved', receipt: receiptOf(run, 'moved') };
    if (heard.claim === 'refused') barred.set(contender.key, 'refused-by-platform');
    else if (offer.limit !== undefined) loadAtLeast.set(contender.key, offer.limit);
  }
  return undefined;
}

function offerOf({ key, limit }: Contender, step: Step, index: number): Offer {
  const offer: Offer = { agent: key, step: index, ringSeconds: step.ringSeconds };
  if (limit !== undefined && step.respectCapacity) offer.limit = limit;
  return offer;
}

/** What a claim that was not won says about the candidate; no seat means a load at least as high as his limit. */
function afterClaim(verdict: CandidateVerdict, { claim, code }: ClaimHeard): CandidateVerdict {
  const said = code === undefined ? {} : { code };
  if (claim === 'lost') return { ...verdict, verdict: 'lost-race', ...said };
  if (claim === 'refused') return { ...verdict, verdict: 'refused-by-platform', ...said };
  return { ...verdict, verdict: 'full', load: Math.max(verdict.load ?? 0, verdict.limit ?? 0), ...said };
}

function askedTarget(target: Target, visitor: VisitorFacts): AskedTarget | undefined {
  if (target.kind !== 'owner') return target;
  return visitor.ownerAgent === undefined ? undefined : { kind: 'agent', agent: visitor.ownerAgent };
}

/** The last agent counts only in the first step that names a group or anyone, so never before a designated person. */
function preferred({ question, ladder }: Run, index: number): string | undefined {
  const { entry, lastAgent, lastAgentDays, now } = question;
  if (!entry.preferLastAgent || !lastAgent || now - lastAgent.at > lastAgentDays * DAY) return undefined;
  return ladder.findIndex((step) => !namesOne(step.target)) === index ? lastAgent.agent : undefined;
}

function heardStep(heard: RouterHears): StepAnswer {
  if (!('step' in heard)) throw new Error('The router asked for a step and heard a claim.');
  return heard.step;
}

function heardClaim(heard: RouterHears): ClaimHeard {
  if (!('claim' in heard)) throw new Error('The router claimed and heard a step.');
  return heard;
}
