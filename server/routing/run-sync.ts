import type { Decision, Offer, Question, RouterAsks, StepAnswer } from './question';
import { route } from './route';

type StepAsk = Extract<RouterAsks, { ask: 'step' }>;

/**
 * Drives the router where nothing is really claimed: a button's label, the preview, the replay. The first offer
 * counts as won unless `takes` says that the platform would not have him, so the decision says who would get the
 * conversation now.
 */
export function runSync(question: Question, answerStep: (ask: StepAsk) => StepAnswer, takes: (offer: Offer) => boolean = () => true): Decision {
  const run = route(question);
  let turn = run.next();
  while (!turn.done) {
    const asked = turn.value;
    turn = run.next(asked.ask === 'step' ? { step: answerStep(asked) } : { claim: takes(asked.offer) ? 'won' : 'refused' });
  }
  return turn.value;
}
