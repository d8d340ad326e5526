import type { Static } from '@sinclair/typebox';
import type { CannedReplies, CannedReply, SharedCannedRequest } from '../../../shared/http/canned-replies';
import type { Send } from '../../frame/api/send';

export type SharedCanned = Static<typeof SharedCannedRequest>;

/** `/api/ops/canned-replies`: everybody's and groups'. The caller chooses the id, so that asking twice adds once. */
export const cannedRepliesApi = (send: Send) => ({
  list: () => send<Static<typeof CannedReplies>>('GET', '/api/ops/canned-replies'),
  save: (id: string, body: SharedCanned) => send<CannedReply>('PUT', `/api/ops/canned-replies/${id}`, { body }),
  remove: (id: string) => send<undefined>('DELETE', `/api/ops/canned-replies/${id}`),
});
