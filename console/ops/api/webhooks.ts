import type { Static } from '@sinclair/typebox';
import type { DeliveriesAnswer } from '../../../shared/http/ops-look-up';
import type { WebhookAnswer, WebhookMadeAnswer, WebhookRequest, WebhooksAnswer, WebhookTestAnswer } from '../../../shared/http/ops-people';
import type { DeliveryState } from '../../../shared/message';
import type { Send } from '../../frame/api/send';

export type Webhook = Static<typeof WebhookAnswer>;
export type WebhookTerms = Static<typeof WebhookRequest>;
export type SentEvent = Static<typeof DeliveriesAnswer>['deliveries'][number];

const NEWEST = 50;

/** `/api/ops/webhooks`: where events go. */
export const webhooksApi = (send: Send) => {
  const at = (id: string): string => `/api/ops/webhooks/${encodeURIComponent(id)}`;
  return {
    list: () => send<Static<typeof WebhooksAnswer>>('GET', '/api/ops/webhooks'),
    add: (body: WebhookTerms) => send<Static<typeof WebhookMadeAnswer>>('POST', '/api/ops/webhooks', { body }),
    change: (id: string, body: WebhookTerms) => send<Webhook>('PUT', at(id), { body }),
    remove: (id: string) => send<undefined>('DELETE', at(id)),
    renewSecret: (id: string) => send<Static<typeof WebhookMadeAnswer>>('POST', `${at(id)}/secret`),
    test: (id: string) => send<Static<typeof WebhookTestAnswer>>('POST', `${at(id)}/test`),
    /** The newest deliveries of one state, among them the test just sent. */
    deliveries: (state: DeliveryState | undefined) => send<Static<typeof DeliveriesAnswer>>('GET', '/api/ops/deliveries', { query: { state, limit: NEWEST } }),
  };
};
