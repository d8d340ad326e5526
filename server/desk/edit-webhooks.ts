import type { WebhookEvent } from '../../shared/webhook-events';
import type { Webhook } from '../stores/records/people';
import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done, type Refused } from './refused';

/** A webhook as it is shown: its secret never is, after it was made. */
export type WebhookShown = Omit<Webhook, 'secret'>;
export interface WebhookTerms {
  site: string;
  url: string;
  events: WebhookEvent[];
  disabled: boolean;
}

const shown = ({ id, site, url, events, disabled }: Webhook): WebhookShown => ({ id, site, url, events, disabled });

/** Outgoing webhooks. Secrets come in ready made and are told once, by whoever made them. */
export function createWebhookEdits(ctx: DeskContext) {
  const { people, outbox } = ctx.records;
  const find = async (id: string): Promise<Webhook | undefined> => (await people.webhooks()).find((hook) => hook.id === id);

  async function save(actor: Actor, action: string, hook: Webhook, before?: Webhook): Promise<Done<WebhookShown>> {
    const detail = { ...(before && { before: shown(before) }), after: shown(hook) };
    await people.saveWebhook(hook, auditRow(ctx, actor, action, `webhook:${hook.id}`, detail));
    await tellAll();
    return done(shown(hook));
  }

  /** Where it leads now; it is judged again with every call. */
  async function faultOf({ site, url }: WebhookTerms): Promise<Refused | undefined> {
    if (!ctx.view().site(site)) return refused('not-found', { site });
    return (await ctx.webhookSender.allows(url)) ? undefined : refused('address-inside', { at: 'body/url' });
  }

  async function tellAll(): Promise<void> {
    await ctx.webhooks.refresh();
    ctx.webhooks.announce();
  }

  return {
    list: async (): Promise<WebhookShown[]> => (await people.webhooks()).map(shown),

    async create(actor: Actor, terms: WebhookTerms, secret: string): Promise<Done<WebhookShown>> {
      const fault = await faultOf(terms);
      if (fault) return fault;
      return save(actor, 'save', { id: ctx.newId(), ...terms, secret });
    },

    async update(actor: Actor, id: string, terms: WebhookTerms): Promise<Done<WebhookShown>> {
      const before = await find(id);
      if (!before) return refused('not-found');
      const fault = await faultOf(terms);
      if (fault) return fault;
      return save(actor, 'save', { ...before, ...terms }, before);
    },

    /** What is sent from now on is signed with the new secret. */
    async renewSecret(actor: Actor, id: string, secret: string): Promise<Done<WebhookShown>> {
      const before = await find(id);
      return before ? save(actor, 'renew-secret', { ...before, secret }) : refused('not-found');
    },

    async remove(actor: Actor, id: string): Promise<Done<undefined>> {
      const before = await find(id);
      if (!before) return refused('not-found');
      await people.dropWebhook(id, auditRow(ctx, actor, 'remove', `webhook:${id}`, { before: shown(before) }));
      await tellAll();
      return done(undefined);
    },

    /** Sends one event that means nothing, by the same road as the others; its outcome stands in the deliveries. */
    async test(actor: Actor, id: string): Promise<Done<{ eventId: string }>> {
      const hook = await find(id);
      if (!hook) return refused('not-found');
      const eventId = ctx.newId();
      const payload = JSON.stringify({ event: 'test', eventId, at: ctx.now() });
      await ctx.records.config.audit(auditRow(ctx, actor, 'test', `webhook:${id}`));
      await outbox.add([{ id: `${eventId}.${id}`, target: { to: 'webhook', webhook: id, event: 'test', eventId, payload } }], ctx.now());
      ctx.wakeOutbox();
      return done({ eventId });
    },
  };
}

