import type { Conversation } from '../../shared/conversation';
import type { ChatState } from '../../shared/frames/visitor';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { queuePlace } from './queue-place';
import { surveyFor } from './rate-conversation';

/** What the visitor's own page shows of a conversation besides its words. */
export async function chatState(ctx: DeskContext, conversation: Conversation): Promise<ChatState> {
  const { id, entry, state, previous, closeReason } = conversation;
  const survey = await surveyFor(ctx, conversation);
  return {
    conversation: id, entry, state,
    ...(state === 'assigned' && conversation.agent !== undefined && await whoAnswers(ctx, id, conversation.agent)),
    ...(state === 'waiting' && conversation.waitUntil !== undefined && await queuePlace(ctx, conversation)),
    ...(previous !== undefined && { previous }),
    ...(state === 'closed' && closeReason !== undefined && { closeReason }),
    ...(survey && { survey }),
  };
}

/** An agent as visitors see him. */
export function shownAgent(view: ConfigView, key: string): NonNullable<ChatState['agent']> {
  const known = view.agent(key);
  return { name: known?.name ?? key, ...(known?.avatar !== undefined && { avatar: known.avatar }) };
}

async function whoAnswers(ctx: DeskContext, conversation: string, key: string): Promise<Pick<ChatState, 'agent' | 'standsInFor'>> {
  const view = ctx.view();
  const [receipt] = await ctx.records.conversations.receipts({ conversation, limit: 1 });
  const standsInFor = receipt?.winner?.agent === key ? receipt.standsInFor : undefined;
  const asked = standsInFor === undefined ? undefined : view.agent(standsInFor)?.name;
  return {
    agent: shownAgent(view, key),
    ...(asked !== undefined && { standsInFor: asked }),
  };
}
