import { Type } from '@sinclair/typebox';
import { ConversationDetail, ConversationLines, OthersAnswer } from '../../../shared/http/agent';
import { MessagesAnswer } from '../../../shared/http/visitor';
import type { App } from '../fastify-app';
import { refuse } from '../refuse';
import { refusals } from '../refusal-schema';
import type { AgentRoutes } from './agent-routes';

const tags = ['agent'];
const security = [{ token: [] }, { cookie: [] }];
const params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const querystring = Type.Object({ after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$' })) }, { additionalProperties: false });

const older = Type.Object({ before: Type.Optional(Type.String({ maxLength: 64 })) }, { additionalProperties: false });

/** What an agent may read: his own conversations, and those that wait for somebody like him. */
export const conversationReads = ({ desk, gate, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  app.get('/api/agent/conversations', {
    onRequest, schema: { tags, summary: '我的会话 / my conversations', security, response: { 200: ConversationLines, ...refusals(401, 403) } },
  }, async (request) => ({ conversations: await desk.workbench.mine(asker(request).agent) }));

  app.get('/api/agent/queue', {
    onRequest, schema: { tags, summary: '等待中的访客 / who waits for me', security, response: { 200: ConversationLines, ...refusals(401, 403) } },
  }, async (request) => ({ conversations: await desk.workbench.queue(asker(request)) }));

  app.get('/api/agent/others', {
    onRequest: [gate.allow('supervise'), ...onRequest],
    schema: { tags, summary: '同事的会话 / conversations of colleagues', security, querystring: older, response: { 200: OthersAnswer, ...refusals(400, 401, 403) } },
  }, async (request) => desk.workbench.others(asker(request), request.query.before));

  app.get('/api/agent/conversations/:id', {
    onRequest, schema: { tags, summary: '一个会话和它的访客 / one conversation and its visitor', security, params, response: { 200: ConversationDetail, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const found = await desk.workbench.detail(asker(request), request.params.id);
    return found.kind === 'done' ? reply.send(found.value) : refuse(request, reply, found.code, found.detail);
  });

  app.get('/api/agent/conversations/:id/messages', {
    onRequest, schema: { tags, summary: '某条之后的消息 / messages after a number', security, params, querystring, response: { 200: MessagesAnswer, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) => {
    const found = await desk.workbench.messages(asker(request), request.params.id, Number(request.query.after ?? 0));
    return found.kind === 'done' ? reply.send(found.value) : refuse(request, reply, found.code, found.detail);
  });
};
