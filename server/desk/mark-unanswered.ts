import type { Conversation } from '../../shared/conversation';
import type { DeskContext } from './desk-context';

/**
 * Nobody of the ladder answered, and on the platform it stays with whom it was with last. That stands in the transcript, and
 * supervisors hear of it. Elsewhere the visitor simply waits in the queue.
 */
export async function markUnanswered(ctx: DeskContext, conversation: Conversation, key: string): Promise<void> {
  if (!ctx.channels[conversation.channel]?.native) return;
  await ctx.records.conversations.reply({
    key: `system:nobody:${key}`, conversation: conversation.id, from: 'system', newMessage: ctx.newId(),
    body: { kind: 'event', event: 'nobody-answered' }, now: ctx.now(), deliveries: [],
  });
  const entry = ctx.view().entryOf(conversation)?.label;
  ctx.alarms.raise({
    key: `nobody-answered:${conversation.entry}`, level: 'warning',
    zh: `入口“${entry?.zh ?? conversation.entry}”有访客在微信客服里没有人回复，请主管安排。`,
    en: `A visitor of “${entry?.en ?? entry?.zh ?? conversation.entry}” gets no answer in 微信客服; a supervisor should step in.`,
  });
}
