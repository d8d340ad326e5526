import type { Decision, Question, RouterAsks, StepAnswer } from './question';
import { route } from './route';

type StepAsk = Extract<RouterAsks, { ask: 'step' }>;

/**
 * Drives the router where nothing is really claimed: a button's label, the preview, the replay. The first offer
 * counts as won, so the decision says who would get the conversation now.
 */
export function runSync(question: Question, answerStep: (ask: StepAsk) => StepAnswer): Decision {
  const run = route(question);
  let turn = run.next();
  while (!turn.done) {
    turn = run.next(turn.value.ask === 'step' ? { step: answerStep(turn.value) } : { claim: 'won' });
  }
  return turn.value;
}
