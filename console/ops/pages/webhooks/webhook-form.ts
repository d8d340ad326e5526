import type { Webhook, WebhookTerms } from '../../api/webhooks';
import type { WebhookEvent } from '../../../../shared/webhook-events';

export const webhookEvents: readonly WebhookEvent[] = ['conversation.opened', 'conversation.assigned', 'conversation.closed', 'message.created', 'message.left'];
export const isWebhookEvent = (event: string): event is WebhookEvent => webhookEvents.some((one) => one === event);

type Dashed<E extends string> = E extends `${infer A}.${infer B}` ? `${A}-${B}` : never;
/** An event's name among the words: a point would lead deeper there. */
export const eventWord = (event: WebhookEvent): Dashed<WebhookEvent> => words[event];
const words = {
  'conversation.opened': 'conversation-opened', 'conversation.assigned': 'conversation-assigned', 'conversation.closed': 'conversation-closed', 'message.created': 'message-created', 'message.left': 'message-left',
} as const satisfies Record<WebhookEvent, string>;

/** What is kept of a webhook, as it is sent to change it. */
export const termsOf = ({ site, url, events, disabled }: Webhook): WebhookTerms => ({ site, url, events: events.filter(isWebhookEvent), disabled });
