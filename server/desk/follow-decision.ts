import type { Cause } from '../../shared/causes';
import type { Entry } from '../../shared/config/entry';
import type { Conversation } from '../../shared/conversation';
import type { Decision } from '../routing/question';
import { assign, type Assignment } from './assign';
import type { ConfigView } from './config-view';
import { decisionWords, type Occasion } from './decision-words';
import type { DeskContext } from './desk-context';
import { followSession } from './follow-session';
import { keepAsLeft } from './keep-as-left';
import { say } from './say';
import { tellPlatform } from './tell-platform';
import { warnOf } from './warn-of';

/**
 * Runs the ladder and does what follows from the decision: the queue or the left message is kept, the visitor hears it
 * in words. `key` makes what is said once per occasion.
 */
export async function assignAndTell(ctx: DeskContext, waiting: Conversation, cause: Cause, occasion: Occasion, key: string): Promise<Assignment | undefined> {
  const view = ctx.view();
  const assignment = await assign(ctx, waiting, cause, view);
  const entry = view.entryOf(waiting);
  if (!assignment || !entry) return assignment;
  const { decision } = assignment;
  warnOf(ctx, entry, decision);
  const conversation = await keepDecision(ctx, view, entry, assignment.conversation, decision, cause);
  if (!conversation) return assignment;
  // What the visitor is told may need a code that the platform gives for this change.
  if (decision.kind !== 'assigned') {
    const told = await tellPlatform(ctx, conversation);
    if (told.kind === 'elsewhere') await followSession(ctx, conversation, told.session);
    if (told.kind === 'elsewhere' && (told.session.at === 'agent' || told.session.at === 'nobody')) return { decision, conversation };
  }
  const words = await decisionWords(ctx, view, entry, conversation, decision, occasion);
  if (words !== undefined) await say(ctx, conversation, words, key);
  return { decision, conversation };
}

/** Keeps what was decided; undefined when the conversation moved meanwhile and somebody else has the word. */
async function keepDecision(ctx: DeskContext, view: ConfigView, entry: Entry, conversation: Conversation, decision: Decision, cause: Cause): Promise<Conversation | undefined> {
  const { conversations } = ctx.records;
  const now = ctx.now();
  switch (decision.kind) {
    case 'assigned':
      return conversation;
    case 'moved':
      return undefined;
    case 'queued': {
      if (conversation.waitUntil !== undefined) return conversation;
      const priority = decision.receipt.variant === undefined ? undefined : entry.variants[decision.receipt.variant]?.priority;
      const kept = await conversations.queued({
        conversation: conversation.id, version: conversation.version, now,
        waitUntil: now + decision.maxWaitSeconds * 1000, receipt: decision.receipt,
        ...(priority !== undefined && { priority }),
      });
      return kept ? conversation : undefined;
    }
    default: {
      // Whoever has not written yet leaves nothing to follow up; he may still write, or goes by silence.
      if (conversation.lastVisitorAt === undefined) {
        if (cause !== 'queue') await conversations.keepReceipt(conversation.id, decision.receipt);
        return conversation;
      }
      return keepAsLeft(ctx, view, entry, conversation, cause, decision);
    }
  }
}
