import type { Conversation } from '../../shared/conversation';
import { askRouter, countOf, questionTerms } from './ask-router';
import { decisionWords } from './decision-words';
import type { DeskContext } from './desk-context';
import { entryState } from './entry-state';
import { roadOf } from './native-road';
import { say } from './say';
import { createStepAnswers } from './step-answers';

/**
 * Where nobody can be given a visitor before his first word, the greeting says who will answer if he writes now, or who
 * stands in, or how long the wait is: what the router would decide at this moment.
 */
export async function greetNatively(ctx: DeskContext, conversation: Conversation): Promise<void> {
  const view = ctx.view();
  const entry = view.entryOf(conversation);
  if (!entry) return;
  const [visitor, lastAgent, counts] = await Promise.all([
    ctx.records.people.visitorById(conversation.visitor),
    ctx.records.conversations.lastAgent(conversation.visitor),
    ctx.records.conversations.waitingCounts(),
  ]);
  const waiting = countOf(counts, entry.key);
  const question = { ...questionTerms(ctx, view, entry, visitor?.facts ?? {}, 'preview'), waiting, ...(lastAgent && { lastAgent }) };
  const decision = await askRouter(question, createStepAnswers(ctx, view, roadOf(conversation)), async () => ({ claim: 'won' }));
  const words = decision.kind === 'queued'
    ? (await entryState(ctx, view, entry, decision, waiting)).words.zh
    : await decisionWords(ctx, view, entry, conversation, decision, 'entered');
  if (words !== undefined) await say(ctx, conversation, words, `greet:${conversation.id}:${entry.key}`);
}
