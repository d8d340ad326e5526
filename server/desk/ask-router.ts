import type { Cause } from '../../shared/causes';
import type { Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { VisitorFacts } from '../../shared/visitor-facts';
import type { Decision, Offer, Question, RouterHears } from '../routing/question';
import { route } from '../routing/route';
import type { Receipt } from '../../shared/receipt';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import type { AnswerStep } from './step-answers';

export type ClaimHeard = Extract<RouterHears, { claim: string }>;

/** Drives the router: answers its steps from the stores, its claims by `claim`. */
export async function askRouter(
  question: Question,
  answer: AnswerStep,
  claim: (offer: Offer, receipt: Receipt) => Promise<ClaimHeard>,
): Promise<Decision> {
  const run = route(question);
  let turn = run.next();
  while (!turn.done) {
    const asked = turn.value;
    turn = run.next(asked.ask === 'step' ? { step: await answer(asked) } : await claim(asked.offer, asked.receipt));
  }
  return turn.value;
}

/** Puts together what the router must know before it asks; reads only what this entry's terms make use of. */
export async function questionFor(
  ctx: DeskContext,
  view: ConfigView,
  entry: Entry,
  conversation: Conversation,
  cause: Cause,
): Promise<Question> {
  const { conversations, people } = ctx.records;
  const queues = entry.overflow.kind === 'queue' && conversation.waitUntil === undefined;
  const [facts, lastAgent, counts] = await Promise.all([
    usesFacts(entry) ? people.visitorById(conversation.visitor).then((visitor) => visitor?.facts ?? {}) : {},
    entry.preferLastAgent ? conversations.lastAgent(conversation.visitor) : undefined,
    queues ? conversations.waitingCounts() : undefined,
  ]);
  return {
    ...questionTerms(ctx, view, entry, facts, cause),
    ...(lastAgent && { lastAgent }),
    ...(cause === 'missed-ring' && conversation.step !== undefined && { fromStep: conversation.step }),
    excluded: conversation.missed.map((agent) => ({ agent, reason: 'missed' as const })),
    // The conversation itself already stands in the queue.
    waiting: Math.max(0, countOf(counts, entry.key) - (conversation.state === 'waiting' ? 1 : 0)),
    alreadyWaiting: conversation.waitUntil !== undefined || conversation.state === 'left',
  };
}

/** The part of a question that any visitor of this entry would share. */
export function questionTerms(ctx: Pick<DeskContext, 'now'>, view: ConfigView, entry: Entry, visitor: VisitorFacts, cause: Cause): Question {
  const { settings } = view.config;
  const hours = entry.hours === undefined ? undefined : view.hours(entry.hours);
  return {
    now: ctx.now(),
    entry,
    ...(hours && { hours }),
    visitor,
    excluded: [],
    waiting: 0,
    alreadyWaiting: false,
    ...(settings.capacity !== undefined && { deskCapacity: settings.capacity }),
    lastAgentDays: settings.lastAgentDays,
    cause,
  };
}

/** Keys are chosen by ops, so one may be called like something every object has. */
export const countOf = (counts: Readonly<Record<string, number>> | undefined, key: string): number =>
  (counts !== undefined && Object.hasOwn(counts, key) ? counts[key] : undefined) ?? 0;

/** Whether an entry looks at what the merchant says about a visitor. */
export const usesFacts = (entry: Entry): boolean =>
  entry.variants.length > 0 || entry.ladder.some((step) => step.target.kind === 'owner');
