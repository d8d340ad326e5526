import type { Static } from '@sinclair/typebox';
import type { BoardAnswer } from '../../../shared/http/ops-look-up';
import type { Send } from '../../frame/api/send';

/** An agent as the router sees him now. */
export type PresentAgent = Static<typeof BoardAnswer>['agents'][number];

/** Who is here now, of those in force; on a desk with more agents the first of them. */
export const presenceApi = (send: Send) => ({
  now: () => send<Static<typeof BoardAnswer>>('GET', '/api/ops/board', { query: { limit: 500 } }),
});
