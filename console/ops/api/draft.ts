import type { Static } from '@sinclair/typebox';
import type { DiffAnswer, Difference, LintAnswer, LintFinding, RevisionAnswer } from '../../../shared/http/ops-config';
import type { Send } from '../../frame/api/send';

export type Change = Static<typeof Difference>;
export type Finding = Static<typeof LintFinding>;
export type Revision = Static<typeof RevisionAnswer>;

/** `/api/ops/draft`: the draft as a whole. */
export const draftApi = (send: Send) => ({
  diff: () => send<Static<typeof DiffAnswer>>('GET', '/api/ops/draft/diff'),
  lint: () => send<Static<typeof LintAnswer>>('GET', '/api/ops/draft/lint'),
  /** Gives all changes up. */
  discard: (revision: number) => send<Revision>('DELETE', '/api/ops/draft', { query: { revision } }),
});
