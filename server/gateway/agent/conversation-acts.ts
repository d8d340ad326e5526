import { Type } from '@sinclair/typebox';
import { Conversation } from '../../../shared/conversation';
import { AcceptRequest, NoteRequest, ReplyAnswer, ReplyRequest, TransferAnswer, TransferRequest } from '../../../shared/http/agent';
import type { App } from '../fastify-app';
import { FileParams } from '../files/send-file';
import { refuse } from '../refuse';
import { NoContent, refusals } from '../refusal-schema';
import type { AgentRoutes } from './agent-routes';

const tags = ['agent'];
const security = [{ token: [] }, { cookie: [] }];
const params = Type.Object({ id: Type.String({ maxLength: 64 }) });
const refused = refusals(400, 401, 403, 404, 409);
const Changed = Type.Object({ conversation: Conversation });
const at = (act: string): string => `/api/agent/conversations/:id/${act}`;

/** What an agent does with a conversation. Who may is the desk's to say. */
export const conversationActs = ({ desk, onRequest, asker }: AgentRoutes) => async (app: App): Promise<void> => {
  const { workbench } = desk;

  app.post(at('messages'), {
    onRequest, schema: { tags, summary: '回复；同一 clientId 只发一次 / reply; once per clientId', security, params, body: ReplyRequest, response: { 200: ReplyAnswer, ...refused } },
  }, async (request, reply) => {
    const said = await workbench.speak(asker(request), { conversation: request.params.id, ...request.body });
    return said.kind === 'done' ? reply.send({ message: said.value }) : refuse(request, reply, said.code, said.detail);
  });

  app.post(at('messages/:seq/resend'), {
    onRequest,
    schema: { tags, summary: '重发没有送达或不确定是否送达的回复 / send a reply again that failed or may not have arrived', security, params: FileParams, response: { 204: NoContent, ...refused } },
  }, async (request, reply) => {
    const again = await workbench.sayOnceMore(asker(request), request.params.id, Number(request.params.seq));
    return again.kind === 'done' ? reply.code(204).send(undefined) : refuse(request, reply, again.code, again.detail);
  });

  app.post(at('notes'), {
    onRequest, schema: { tags, summary: '内部备注 / a note for colleagues', security, params, body: NoteRequest, response: { 200: ReplyAnswer, ...refused } },
  }, async (request, reply) => {
    const { text, clientId } = request.body;
    const noted = await workbench.speak(asker(request), { conversation: request.params.id, body: { kind: 'text', text }, clientId, note: true });
    return noted.kind === 'done' ? reply.send({ message: noted.value }) : refuse(request, reply, noted.code, noted.detail);
  });

  app.post(at('messages/:seq/recall'), {
    onRequest,
    schema: {
      tags, summary: '撤回自己两分钟内说的话 / take back one’s own word of the last two minutes', security,
      params: Type.Object({ id: Type.String({ maxLength: 64 }), seq: Type.String({ pattern: '^[0-9]{1,15}$' }) }), response: { 200: ReplyAnswer, ...refused },
    },
  }, async (request, reply) => {
    const recalled = await workbench.recall(asker(request), request.params.id, Number(request.params.seq));
    return recalled.kind === 'done' ? reply.send({ message: recalled.value }) : refuse(request, reply, recalled.code, recalled.detail);
  });

  app.post(at('take'), {
    onRequest, schema: { tags, summary: '接入 / take', security, params, response: { 200: Changed, ...refused } },
  }, async (request, reply) => {
    const took = await workbench.take(asker(request), request.params.id);
    return took.kind === 'done' ? reply.send({ conversation: took.value }) : refuse(request, reply, took.code, took.detail);
  });

  app.post('/api/agent/next', {
    onRequest, schema: { tags, summary: '接入下一位；没有人等时 204 / take the next; 204 when nobody waits', security, response: { 200: Changed, 204: NoContent, ...refused } },
  }, async (request, reply) => {
    const next = await workbench.next(asker(request));
    if (next.kind === 'refused') return refuse(request, reply, next.code, next.detail);
    return next.value ? reply.send({ conversation: next.value }) : reply.code(204).send(undefined);
  });

  app.post(at('transfer'), {
    onRequest, schema: { tags, summary: '转接；ask 先问对方 / pass on; `ask` asks first', security, params, body: TransferRequest, response: { 200: TransferAnswer, ...refused } },
  }, async (request, reply) => {
    const passed = await workbench.passOn(asker(request), { conversation: request.params.id, ...request.body });
    return passed.kind === 'done' ? reply.send(passed.value) : refuse(request, reply, passed.code, passed.detail);
  });

  app.post(at('transfer-answer'), {
    onRequest, schema: { tags, summary: '答复转接请求 / answer a transfer request', security, params, body: AcceptRequest, response: { 200: Changed, 204: NoContent, ...refused } },
  }, async (request, reply) => {
    const answered = await workbench.answerAsked(asker(request), request.params.id, request.body.accept);
    if (answered.kind === 'refused') return refuse(request, reply, answered.code, answered.detail);
    return answered.value ? reply.send(answered.value) : reply.code(204).send(undefined);
  });

  app.post(at('hand-back'), {
    onRequest, schema: { tags, summary: '退回：重新按转接顺序分配，找不到人就排队 / give back: the ladder is asked again without him', security, params, response: { 200: Changed, ...refused } },
  }, async (request, reply) => {
    const back = await workbench.handBack(asker(request), request.params.id);
    return back.kind === 'done' ? reply.send({ conversation: back.value }) : refuse(request, reply, back.code, back.detail);
  });

  app.post(at('survey'), {
    onRequest, schema: { tags, summary: '邀请评价，只邀请一次 / ask how it was; said once', security, params, response: { 200: Changed, ...refused } },
  }, async (request, reply) => {
    const asked = await workbench.askSurvey(asker(request), request.params.id);
    return asked.kind === 'done' ? reply.send({ conversation: asked.value }) : refuse(request, reply, asked.code, asked.detail);
  });

  app.post(at('end'), {
    onRequest, schema: { tags, summary: '结束会话 / end', security, params, response: { 200: Changed, ...refused } },
  }, async (request, reply) => {
    const ended = await workbench.end(asker(request), request.params.id);
    return ended.kind === 'done' ? reply.send({ conversation: ended.value }) : refuse(request, reply, ended.code, ended.detail);
  });
};
