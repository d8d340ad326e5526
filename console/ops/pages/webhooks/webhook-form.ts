import type { Webhook, WebhookTerms } from '../../api/webhooks';
import type { WebhookEvent } from '../../../../shared/webhook-events';

export const webhookEvents: readonly WebhookEvent[] = ['conversation.opened', 'conversation.assigned', 'conversation.closed', 'message.created', 'message.left'];
export const isWebhookEvent = (event: string): event is WebhookEvent => webhookEvents.some((one) => one === event);

/** What is kept of a webhook, as it is sent to change it. */
export const termsOf = ({ site, url, events, disabled }: Webhook): WebhookTerms => ({ site, url, events: events.filter(isWebhookEvent), disabled });
