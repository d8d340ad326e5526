import type { SearchAnswer } from '../../../shared/http/workbench-search';
import type { Send } from '../../frame/api/send';

/** Words somebody wrote, in conversations he may read; `before`: where the last look stopped. */
export const searchApi = (send: Send) => ({
  find: (q: string, before?: string) => send<SearchAnswer>('GET', '/api/agent/search', { query: { q, before, limit: 20 } }),
});
