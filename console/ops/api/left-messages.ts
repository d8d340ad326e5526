import type { Static } from '@sinclair/typebox';
import type { FollowUpRequest, LeftMessagesAnswer } from '../../../shared/http/ops-look-up';
import type { Send } from '../../frame/api/send';

export type LeftMessage = Static<typeof LeftMessagesAnswer>['leftMessages'][number];

/** Words that visitors left, and whether somebody has seen to them. */
export const leftMessagesApi = (send: Send) => ({
  list: (filter: { state?: string; agent?: string; group?: string; before?: string; limit: number }) => send<Static<typeof LeftMessagesAnswer>>('GET', '/api/ops/left-messages', { query: { ...filter } }),
  followUp: (conversation: string, body: Static<typeof FollowUpRequest>) => send<undefined>('POST', `/api/ops/left-messages/${encodeURIComponent(conversation)}/follow-up`, { body }),
});
