import type { Conversation } from '../../../shared/conversation';
import type { Message } from '../../../shared/message';
import type { NewDelivery } from '../records/delivery';

type Event = 'conversation.opened' | 'conversation.assigned' | 'conversation.closed' | 'message.created' | 'message.left';

/**
 * One delivery per outgoing webhook that wants the event, in the order of their lanes. `base` is an id given by the caller of
 * the change; the event's id follows from it, so that a receiver can tell repetitions.
 */
export const announced = (
  webhooks: readonly string[] | undefined, event: Event, base: string, at: number, c: Conversation, message?: Message,
): NewDelivery[] => {
  if (webhooks === undefined || webhooks.length === 0) return [];
  const eventId = `${base}.${event}`;
  const payload = JSON.stringify({
    event, eventId, at,
    conversation: { id: c.id, visitor: c.visitor, channel: c.channel, account: c.account, entry: c.entry, state: c.state, agent: c.agent },
    ...(message && { message: { id: message.id, seq: message.seq, from: message.from, at: message.at, body: message.body } }),
  });
  return [...webhooks].sort().map((webhook) => ({ id: `${eventId}.${webhook}`, target: { to: 'webhook', webhook, event, eventId, payload } }));
};
