import type { Static } from '@sinclair/typebox';
import type { SyncAnswer, SyncPreviewAnswer } from '../../../shared/http/ops-sync';
import type { Send } from '../../frame/api/send';

export type SyncPreview = Static<typeof SyncPreviewAnswer>;

/** Agents of the draft brought in line with WeCom's people: looked at first, then done as it was looked at. */
export const syncAgentsApi = (send: Send) => ({
  preview: () => send<SyncPreview>('POST', '/api/ops/agents/sync/preview'),
  apply: ({ revision, hash }: Pick<SyncPreview, 'revision' | 'hash'>, skip: readonly string[]) =>
    send<Static<typeof SyncAnswer>>('POST', '/api/ops/agents/sync/apply', { query: { revision }, body: { hash, skip } }),
});
