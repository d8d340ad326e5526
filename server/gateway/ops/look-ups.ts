import {
  AuditsAnswer, AuditsQuery, BoardAnswer, BoardQuery, ConversationsAnswer, ConversationsQuery, FollowUpRequest, LeftMessagesAnswer, LeftMessagesQuery,
  ReceiptsAnswer, ReceiptsQuery, TranscriptAnswer, TranscriptQuery,
} from '../../../shared/http/ops-look-up';
import { IdParams } from '../../../shared/http/ops-config';
import type { App } from '../fastify-app';
import { FileBytes, FileParams, sendFile } from '../files/send-file';
import { refuseFor } from '../refuse';
import { NoContent, refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** Each picture or file is read whole into memory. */
const READING = { of: 'staff-reading-files', limit: 600, windowMs: 60_000 };

/** The board, past conversations with their reasons, left messages and the audit log. */
export const lookUps = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const { lookUp } = desk.ops;
  const conversations = gate.allow('conversations');
  const reading = desk.attempts(READING);

  app.get('/api/ops/board', {
    onRequest: gate.allow('board'),
    schema: { tags: ['ops: board'], summary: '谁在线、为什么不在，谁在等 / who is here, why not, who waits', security, querystring: BoardQuery, response: { 200: BoardAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => reply.header('cache-control', 'no-store').send(await desk.ops.board(request.query)));

  app.get('/api/ops/conversations', {
    onRequest: conversations,
    schema: { tags: ['ops: conversations'], summary: '会话 / conversations', security, querystring: ConversationsQuery, response: { 200: ConversationsAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => reply.send({ conversations: await lookUp.conversations(request.query) }));

  app.get('/api/ops/conversations/:id', {
    onRequest: conversations,
    schema: {
      tags: ['ops: conversations'], summary: '聊天记录 / transcript', security, params: IdParams, querystring: TranscriptQuery,
      response: { 200: TranscriptAnswer, ...refusals(400, 401, 403, 404) },
    },
  }, async (request, reply) => {
    const found = await lookUp.transcript(request.params.id, request.query.after, request.query.limit);
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.send(found.value);
  });

  app.get('/api/ops/conversations/:id/files/:seq', {
    onRequest: conversations,
    schema: {
      tags: ['ops: conversations'], summary: '某条消息的图片或文件 / the picture or file of one message', security, params: FileParams,
      produces: ['application/octet-stream'], response: { 200: FileBytes, ...refusals(400, 401, 403, 404, 410, 429) },
    },
  }, async (request, reply) => {
    const wait = await reading.take(actorOf(gate, request).by);
    if (wait > 0) return refuseFor(request, reply, 'too-many-requests', wait / 1000);
    return sendFile(request, reply, await lookUp.file(request.params.id, Number(request.params.seq)), 'authorization, cookie');
  });

  app.get('/api/ops/receipts', {
    onRequest: conversations,
    schema: { tags: ['ops: conversations'], summary: '路由凭据 / receipts: why each tap went where it went', security, querystring: ReceiptsQuery, response: { 200: ReceiptsAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => reply.send({ receipts: await lookUp.receipts(request.query) }));

  app.get('/api/ops/left-messages', {
    onRequest: conversations,
    schema: { tags: ['ops: conversations'], summary: '留言 / left messages', security, querystring: LeftMessagesQuery, response: { 200: LeftMessagesAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => reply.send({ leftMessages: await lookUp.leftMessages(request.query) }));

  app.post('/api/ops/left-messages/:id/follow-up', {
    onRequest: conversations,
    schema: {
      tags: ['ops: conversations'], summary: '标记留言已跟进或重新打开 / mark a left message', security, params: IdParams, body: FollowUpRequest,
      response: { 204: NoContent, ...refusals(400, 401, 403, 404) },
    },
  }, async (request, reply) => {
    const marked = await desk.ops.followUp(actorOf(gate, request), { conversation: request.params.id, ...request.body });
    return marked.kind === 'refused' ? refuseDone(request, reply, marked) : reply.code(204).send(undefined);
  });

  app.get('/api/ops/audits', {
    onRequest: gate.allow('audit'),
    schema: { tags: ['ops: audit'], summary: '操作日志 / audit log', security, querystring: AuditsQuery, response: { 200: AuditsAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => reply.send({ audits: await lookUp.audits(request.query) }));
};
