import type { Static } from '@sinclair/typebox';
import type { ReceiptsAnswer } from '../../../shared/http/ops-look-up';
import type { Send } from '../../frame/api/send';

/** Why conversations went where they went, for those who may look up everybody's. */
export const receiptsApi = (send: Send) => ({
  of: (conversation: string) => send<Static<typeof ReceiptsAnswer>>('GET', '/api/ops/receipts', { query: { conversation, limit: 50 } }),
});
