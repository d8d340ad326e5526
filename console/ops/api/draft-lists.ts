import type { Agent, Group } from '../../../shared/config/agent';
import type { Site } from '../../../shared/config/desk-config';
import type { Entry } from '../../../shared/config/entry';
import type { Hours } from '../../../shared/config/hours';
import type { Answer } from '../../frame/api/answer';
import type { Send } from '../../frame/api/send';
import type { Revision } from './draft';

/** The calls of one list of the draft. Every edit names the revision it saw. */
export interface DraftListApi<T> {
  list(): Promise<Answer<{ revision: number; items: T[] }>>;
  get(key: string): Promise<Answer<{ revision: number; item: T }>>;
  put(revision: number, item: T): Promise<Answer<Revision>>;
  remove(revision: number, key: string): Promise<Answer<Revision>>;
  reorder(revision: number, keys: readonly string[]): Promise<Answer<Revision>>;
}

function draftListApi<T extends { key: string }>(send: Send, path: string): DraftListApi<T> {
  const at = (key: string): string => `${path}/${encodeURIComponent(key)}`;
  return {
    list: () => send('GET', path),
    get: (key) => send('GET', at(key)),
    put: (revision, item) => send('PUT', at(item.key), { query: { revision }, body: item }),
    remove: (revision, key) => send('DELETE', at(key), { query: { revision } }),
    reorder: (revision, keys) => send('POST', `${path}/order`, { query: { revision }, body: { keys } }),
  };
}

export const agentsApi = (send: Send) => draftListApi<Agent>(send, '/api/ops/agents');
export const groupsApi = (send: Send) => draftListApi<Group>(send, '/api/ops/groups');
export const entriesApi = (send: Send) => draftListApi<Entry>(send, '/api/ops/entries');
export const hoursApi = (send: Send) => draftListApi<Hours>(send, '/api/ops/hours');
export const sitesApi = (send: Send) => draftListApi<Site>(send, '/api/ops/sites');
