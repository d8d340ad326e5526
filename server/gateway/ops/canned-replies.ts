import { CannedParams, CannedReplies, CannedReply, SharedCannedRequest } from '../../../shared/http/canned-replies';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import { NoContent, refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** Canned replies of everybody and of groups; in force at once. */
export const cannedReplies = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: canned replies'];
  const { canned } = desk.ops;
  const onRequest = gate.allow('canned');

  app.get('/api/ops/canned-replies', {
    onRequest, schema: { tags, summary: '共享的快捷回复 / shared canned replies', security, response: { 200: CannedReplies, ...refusals(401, 403) } },
  }, async () => ({ replies: await canned.shared() }));

  app.put('/api/ops/canned-replies/:id', {
    onRequest,
    schema: { tags, summary: '新增或修改共享的快捷回复 / add or change a shared one', security, params: CannedParams, body: SharedCannedRequest, response: { 200: CannedReply, ...refusals(400, 401, 403, 404, 409) } },
  }, async (request, reply) => {
    const saved = await canned.saveShared(actorOf(gate, request), request.params.id, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.delete('/api/ops/canned-replies/:id', {
    onRequest, schema: { tags, summary: '删除共享的快捷回复 / delete a shared one', security, params: CannedParams, response: { 204: NoContent, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) =>
    ((await canned.dropShared(actorOf(gate, request), request.params.id)) ? reply.code(204).send(undefined) : refuse(request, reply, 'not-found')));
};
