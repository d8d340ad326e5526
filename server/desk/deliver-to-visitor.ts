import type { Outcome } from '../../shared/outcome';
import type { Message } from '../../shared/message';
import type { Channel, ToVisitor } from '../channels/channel';
import type { TakenDelivery } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';
import { identityOf } from './identity-of';
import { keepMedia } from './keep-media';
import { prepare } from './nothing-sent';

/** Until the agent's platform is asked for a picture again. */
const MEDIA_WAIT = 10_000;

/** Sends a stored message by the visitor's channel; answers with the message, so that its writer can be told. */
export async function deliverToVisitor(ctx: DeskContext, delivery: TakenDelivery, seq: number): Promise<{ outcome: Outcome; message?: Message }> {
  const ready = await prepare(() => readyFor(ctx, delivery, seq));
  if ('outcome' in ready) return ready;
  const { channel, message, toVisitor } = ready;
  return { outcome: await channel.deliver(toVisitor), message };
}

type Ready = { channel: Channel; message: Message; toVisitor: ToVisitor } | { outcome: Outcome; message?: Message };

/** Reads all that is to be sent, before anything is. */
async function readyFor(ctx: DeskContext, delivery: TakenDelivery, seq: number): Promise<Ready> {
  const conversation = delivery.conversation === undefined ? undefined : await ctx.records.conversations.get(delivery.conversation);
  const channel = conversation && ctx.channels[conversation.channel];
  if (!conversation || !channel) return { outcome: { kind: 'refused', why: 'channel-off' } };
  const [[message], identity] = await Promise.all([
    ctx.records.conversations.since(conversation.id, seq - 1, 1),
    identityOf(ctx, conversation),
  ]);
  if (!message || !identity) return { outcome: { kind: 'refused', why: 'erased' } };
  const hash = await keepMedia(ctx, conversation.channel, conversation.id, message);
  // WeCom's media id means nothing to the visitor's platform: without the bytes there is nothing to send yet.
  if (hash === undefined && message.from === 'agent' && 'mediaId' in message.body) {
    return { outcome: { kind: 'later', afterMs: MEDIA_WAIT, why: 'media-away' }, message };
  }
  const file = hash === undefined ? undefined : await ctx.files.get(hash);
  const attempts = delivery.attempts - 1;
  return { channel, message, toVisitor: { id: delivery.id, identity, body: message.body, progress: delivery.progress, attempts, ...(file && { file }) } };
}
