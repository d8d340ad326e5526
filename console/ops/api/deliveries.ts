import type { Static } from '@sinclair/typebox';
import type { DeliveriesAnswer } from '../../../shared/http/ops-look-up';
import type { Send } from '../../frame/api/send';

export type Delivery = Static<typeof DeliveriesAnswer>['deliveries'][number];

/** What is on its way to a platform, and why some of it is not. Without a state: what somebody should look at. */
export const deliveriesApi = (send: Send) => ({
  list: (filter: { state?: string; before?: string; limit: number }) => send<Static<typeof DeliveriesAnswer>>('GET', '/api/ops/deliveries', { query: { ...filter } }),
  resend: (id: string) => send<undefined>('POST', `/api/ops/deliveries/${encodeURIComponent(id)}/resend`),
});
