import type { Static } from '@sinclair/typebox';
import type { ErasedAnswer, FactsAnswer, VisitorAnswer, VisitorsAnswer } from '../../../shared/http/ops-look-up';
import type { VisitorLogAnswer } from '../../../shared/http/visitor-log';
import type { VisitorFacts } from '../../../shared/visitor-facts';
import type { Send } from '../../frame/api/send';

export type Visitor = Static<typeof VisitorAnswer>;
export type Erased = Static<typeof ErasedAnswer>;

const at = (id: string): string => `/api/ops/visitors/${encodeURIComponent(id)}`;

/** Visitors, what is known about them, and their right to have it and to have it erased. */
export const visitorsApi = (send: Send) => ({
  list: (filter: { search?: string; before?: string; limit: number }) => send<Static<typeof VisitorsAnswer>>('GET', '/api/ops/visitors', { query: { ...filter } }),
  get: (id: string) => send<Visitor>('GET', at(id)),
  /** What happened with him, newest first. */
  log: (id: string, page: { before?: number; limit: number }) => send<VisitorLogAnswer>('GET', `${at(id)}/log`, { query: { ...page } }),
  saveFacts: (id: string, facts: VisitorFacts) => send<Static<typeof FactsAnswer>>('PUT', `${at(id)}/facts`, { body: facts }),
  /** Everything that is kept of him; noted in the audit. */
  export: (id: string) => send<Record<string, unknown>>('POST', `${at(id)}/export`),
  erase: (id: string) => send<Erased>('DELETE', at(id)),
});
