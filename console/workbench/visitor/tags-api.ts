import type { Static } from '@sinclair/typebox';
import type { MostUsedTags, TagsAnswer } from '../../../shared/http/tags';
import type { Send } from '../../frame/api/send';

/** What conversations are sorted by. */
export const tagsApi = (send: Send) => ({
  offered: () => send<Static<typeof MostUsedTags>>('GET', '/api/agent/tags'),
  /** All tags it is to have. */
  put: (conversation: string, tags: readonly string[]) => send<Static<typeof TagsAnswer>>('PUT', `/api/agent/conversations/${encodeURIComponent(conversation)}/tags`, { body: { tags } }),
});
