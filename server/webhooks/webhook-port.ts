import type { Outcome } from '../../shared/outcome';

/** One event on its way to a merchant's server. The receiver may see an event id twice and drops the second. */
export interface WebhookPost {
  url: string;
  /** Signs the body: HMAC-SHA256 over `timestamp.body`. */
  secret: string;
  event: string;
  eventId: string;
  body: string;
}

/** Carries events to merchants' servers. */
export interface WebhookSender {
  post(post: WebhookPost): Promise<Outcome>;
  /** Whether the address may be called at all: false when it leads inside the network. A name that leads nowhere yet may. */
  allows(url: string): Promise<boolean>;
}
