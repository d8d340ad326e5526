import { RevisionQuery } from '../../../shared/http/ops-config';
import { SyncAnswer, SyncPreviewAnswer, SyncRequest } from '../../../shared/http/ops-sync';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** Agents of the draft brought in line with WeCom's people: first looked at, then done. */
export const syncAgents = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: draft'];
  const { draft } = desk.ops;
  const onRequest = gate.allow('members');

  app.post('/api/ops/agents/sync/preview', {
    onRequest,
    schema: { tags, summary: '看看与企业微信成员同步会改什么 / what syncing the agents with WeCom would change', security, response: { 200: SyncPreviewAnswer, ...refusals(401, 403, 404, 409, 503) } },
  }, async (request, reply) => {
    const preview = await draft.previewSync();
    return preview.kind === 'refused' ? refuseDone(request, reply, preview) : reply.header('cache-control', 'no-store').send(preview.value);
  });

  app.post('/api/ops/agents/sync/apply', {
    onRequest,
    schema: {
      tags, summary: '按预览同步到草稿，不会发布 / sync into the draft as previewed; publishes nothing', security, querystring: RevisionQuery, body: SyncRequest,
      response: { 200: SyncAnswer, ...refusals(400, 401, 403, 404, 409, 413, 503) },
    },
  }, async (request, reply) => {
    const synced = await draft.sync({ actor: actorOf(gate, request), revision: request.query.revision }, request.body);
    return synced.kind === 'refused' ? refuseDone(request, reply, synced) : reply.send(synced.value);
  });
};
