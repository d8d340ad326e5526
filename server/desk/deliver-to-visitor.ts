import type { Outcome } from '../../shared/outcome';
import type { Message } from '../../shared/message';
import type { TakenDelivery } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';
import { keepMedia } from './keep-media';

/** Sends a stored message by the visitor's channel; answers with the message, so that its writer can be told. */
export async function deliverToVisitor(ctx: DeskContext, delivery: TakenDelivery, seq: number): Promise<{ outcome: Outcome; message?: Message }> {
  const conversation = delivery.conversation === undefined ? undefined : await ctx.records.conversations.get(delivery.conversation);
  const channel = conversation && ctx.channels[conversation.channel];
  if (!conversation || !channel) return { outcome: { kind: 'refused', why: 'channel-off' } };
  const [[message], identities] = await Promise.all([
    ctx.records.conversations.since(conversation.id, seq - 1, 1),
    ctx.records.people.identities(conversation.visitor),
  ]);
  const identity = identities.find((one) => one.account === conversation.account);
  if (!message || !identity) return { outcome: { kind: 'refused', why: 'erased' } };
  const hash = await keepMedia(ctx, conversation.channel, conversation.id, message);
  const file = hash === undefined ? undefined : await ctx.files.get(hash);
  const outcome = await channel.deliver({ identity, body: message.body, progress: delivery.progress, attempts: delivery.attempts - 1, ...(file && { file }) });
  return { outcome, message };
}
