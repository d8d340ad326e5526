import type { Conversation } from '../../shared/conversation';
import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';
import { say } from './say';

/**
 * Who only tapped has heard his place, and of the two messages WeChat allows then the last is kept for an agent: that somebody
 * joined him could not be said. He hears it once he has written, before anybody answered, unless something was said since.
 */
export async function sayAgain(ctx: DeskContext, { conversation, message }: { conversation: Conversation; message: Message }): Promise<void> {
  if (conversation.state !== 'assigned' || conversation.lastAgentAt !== undefined || message.seq === 1) return;
  const [before] = await ctx.records.conversations.since(conversation.id, message.seq - 2, 1);
  if (before?.from !== 'system' || before.delivery?.state !== 'dropped' || before.body.kind !== 'text') return;
  await say(ctx, conversation, before.body.text, `again:${before.id}`);
}
