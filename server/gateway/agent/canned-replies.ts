import { CannedParams, CannedReplies, CannedReply, OwnCannedRequest } from '../../../shared/http/canned-replies';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import { NoContent, refusals } from '../refusal-schema';
import type { AgentRoutes } from './agent-routes';

const tags = ['agent'];
const security = [{ token: [] }, { cookie: [] }];

/** What he may say with a few keys; his own ones he writes himself. */
export const cannedReplies = ({ desk, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  const { canned } = desk;

  app.get('/api/agent/canned-replies', {
    onRequest, schema: { tags, summary: '快捷回复 / canned replies', security, response: { 200: CannedReplies, ...refusals(401, 403) } },
  }, async (request) => ({ replies: await canned.seenBy(asker(request).agent) }));

  app.put('/api/agent/canned-replies/:id', {
    onRequest,
    schema: { tags, summary: '新增或修改自己的快捷回复 / add or change one of his own', security, params: CannedParams, body: OwnCannedRequest, response: { 200: CannedReply, ...refusals(400, 401, 403, 404, 409) } },
  }, async (request, reply) => {
    const saved = await canned.saveOwn(asker(request).agent, request.params.id, request.body);
    return saved.kind === 'done' ? reply.send(saved.value) : refuse(request, reply, saved.code, saved.detail);
  });

  app.delete('/api/agent/canned-replies/:id', {
    onRequest, schema: { tags, summary: '删除自己的快捷回复 / delete one of his own', security, params: CannedParams, response: { 204: NoContent, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) =>
    ((await canned.dropOwn(asker(request).agent, request.params.id)) ? reply.code(204).send(undefined) : refuse(request, reply, 'not-found')));
};
