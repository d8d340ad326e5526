import type { ConfigView } from './config-view';
import type { Background } from './background';
import type { ConversationNews } from './conversation-news';
import type { DeskDeps } from './desk-deps';
import type { PublishedConfig } from './published-config';
import type { WebhookList } from './webhook-list';

/** What every verb of the desk works with. */
export interface DeskContext extends DeskDeps {
  published: PublishedConfig;
  /** The configuration in force. */
  view(): ConfigView;
  webhooks: WebhookList;
  background: Background;
  /** Something new waits in the outbox. */
  wakeOutbox(): void;
  /** Tells sockets and other nodes that a conversation changed; `said` when it is by words alone. */
  changed: ConversationNews['changed'];
  hearNews: ConversationNews['hear'];
  /** What is known about a visitor has changed. */
  visitorChanged(visitor: string): void;
  /** A seat or an agent became free: somebody waiting may have it. */
  wakeQueue(limit: number): void;
  /** Somebody may be gone: look now instead of at the next sweep. */
  wakeSweep(): void;
}
