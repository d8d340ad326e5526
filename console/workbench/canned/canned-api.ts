import type { Static } from '@sinclair/typebox';
import type { CannedReplies, CannedReply, OwnCannedRequest } from '../../../shared/http/canned-replies';
import type { Send } from '../../frame/api/send';

export type CannedWords = Static<typeof OwnCannedRequest>;

/** What he may say with a few keys: everybody's, his groups' and his own; his own he writes himself. */
export const cannedApi = (send: Send) => ({
  list: () => send<Static<typeof CannedReplies>>('GET', '/api/agent/canned-replies'),
  save: (id: string, words: CannedWords) => send<CannedReply>('PUT', `/api/agent/canned-replies/${id}`, { body: words }),
  drop: (id: string) => send<undefined>('DELETE', `/api/agent/canned-replies/${id}`),
});
