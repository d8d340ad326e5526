import type { Webhook } from '../stores/records/people';
import type { DeskDeps } from './desk-deps';

/** The outgoing webhooks as this node knows them; every message asks, so they are kept at hand. */
export interface WebhookList {
  /** Ids of those of a site that want this event; an entry that is gone leaves no site, and nobody to tell. */
  of(site: string | undefined, event: string): string[];
  byId(id: string): Webhook | undefined;
  refresh(): Promise<void>;
  /** Tells all nodes that one was changed. */
  announce(): void;
  stop(): Promise<void>;
}

const TOPIC = 'webhooks';

export async function openWebhookList(deps: Pick<DeskDeps, 'records' | 'live' | 'log'>): Promise<WebhookList> {
  let webhooks: Webhook[] = [];
  const refresh = async (): Promise<void> => {
    webhooks = await deps.records.people.webhooks();
  };
  await refresh();
  const stop = await deps.live.subscribe(TOPIC, () => {
    refresh().catch((error: unknown) => deps.log.error({ err: error }, 'could not read the webhooks'));
  });
  return {
    of: (site, event) =>
      webhooks.filter((hook) => hook.site === site && !hook.disabled && hook.events.includes(event)).map((hook) => hook.id),
    byId: (id) => webhooks.find((hook) => hook.id === id),
    refresh,
    announce: () => deps.live.publish(TOPIC, ''),
    stop: async () => stop(),
  };
}
