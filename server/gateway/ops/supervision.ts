import { Conversation } from '../../../shared/conversation';
import { IdParams, KeyParams } from '../../../shared/http/ops-config';
import { PassOnRequest } from '../../../shared/http/ops-look-up';
import type { App } from '../fastify-app';
import { NoContent, refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** What a supervisor does to other people's conversations and presence. */
export const supervision = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: supervise'];
  const { supervise } = desk.ops;
  const onRequest = gate.allow('supervise');
  const agents = gate.allow('agents');

  app.post('/api/ops/conversations/:id/take-over', {
    onRequest, schema: { tags, summary: '接管会话 / take a conversation over', security, params: IdParams, response: { 200: Conversation, ...refusals(401, 403, 404, 409) } },
  }, async (request, reply) => {
    const taken = await supervise.takeOver(actorOf(gate, request), request.params.id);
    return taken.kind === 'refused' ? refuseDone(request, reply, taken) : reply.send(taken.value);
  });

  app.post('/api/ops/conversations/:id/pass-on', {
    onRequest,
    schema: { tags, summary: '转给某位客服 / pass a conversation on', security, params: IdParams, body: PassOnRequest, response: { 200: Conversation, ...refusals(400, 401, 403, 404, 409) } },
  }, async (request, reply) => {
    const passed = await supervise.passOn(actorOf(gate, request), request.params.id, request.body.agent, request.body.note);
    return passed.kind === 'refused' ? refuseDone(request, reply, passed) : reply.send(passed.value);
  });

  app.post('/api/ops/conversations/:id/end', {
    onRequest, schema: { tags, summary: '结束会话 / end a conversation', security, params: IdParams, response: { 200: Conversation, ...refusals(401, 403, 404, 409) } },
  }, async (request, reply) => {
    const ended = await supervise.end(actorOf(gate, request), request.params.id);
    return ended.kind === 'refused' ? refuseDone(request, reply, ended) : reply.send(ended.value);
  });

  app.post('/api/ops/agents/:key/force-offline', {
    onRequest: agents, schema: { tags, summary: '强制下线 / force an agent offline', security, params: KeyParams, response: { 204: NoContent, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const forced = await supervise.forceOffline(actorOf(gate, request), request.params.key);
    return forced.kind === 'refused' ? refuseDone(request, reply, forced) : reply.code(204).send(undefined);
  });

  app.post('/api/ops/agents/:key/resume', {
    onRequest: agents, schema: { tags, summary: '解除系统暂停 / take the pause off', security, params: KeyParams, response: { 204: NoContent, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const resumed = await supervise.resume(actorOf(gate, request), request.params.key);
    return resumed.kind === 'refused' ? refuseDone(request, reply, resumed) : reply.code(204).send(undefined);
  });
};
