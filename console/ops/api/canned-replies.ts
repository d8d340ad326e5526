import type { Static } from '@sinclair/typebox';
import type { CannedImported, CannedReplies, CannedReply, SharedCannedRequest } from '../../../shared/http/canned-replies';
import type { Send } from '../../frame/api/send';

export type SharedCanned = Static<typeof SharedCannedRequest>;

/** All shared ones as a sheet, to be opened by the browser. */
export const cannedSheetAddress = '/api/ops/export/canned-replies.csv';

/** `/api/ops/canned-replies`: everybody's and groups'. The caller chooses the id, so that asking twice adds once. */
export const cannedRepliesApi = (send: Send) => ({
  list: () => send<Static<typeof CannedReplies>>('GET', '/api/ops/canned-replies'),
  save: (id: string, body: SharedCanned) => send<CannedReply>('PUT', `/api/ops/canned-replies/${id}`, { body }),
  /** Brings a sheet in, whole or not at all. */
  importSheet: (csv: string) => send<CannedImported>('POST', '/api/ops/import/canned-replies.csv', { csv }),
  remove: (id: string) => send<undefined>('DELETE', `/api/ops/canned-replies/${id}`),
});
