import { Type } from '@sinclair/typebox';
import { IdParams } from '../../../shared/http/ops-config';
import { ErasedAnswer, ExpiredAnswer, FactsAnswer, VisitorAnswer, VisitorsAnswer, VisitorsQuery } from '../../../shared/http/ops-look-up';
import { VisitorLogAnswer, VisitorLogQuery } from '../../../shared/http/visitor-log';
import { VisitorFacts } from '../../../shared/visitor-facts';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** Visitors, what is known about them, and their rights to see it and to have it erased. */
export const visitors = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: visitors'];
  const look = gate.allow('conversations');
  const rights = gate.allow('visitors');

  app.get('/api/ops/visitors', {
    onRequest: look, schema: { tags, summary: '访客 / visitors', security, querystring: VisitorsQuery, response: { 200: VisitorsAnswer, ...refusals(400, 401, 403) } },
  }, async (request, reply) => reply.send({ visitors: await desk.ops.lookUp.visitors(request.query) }));

  app.get('/api/ops/visitors/:id', {
    onRequest: look, schema: { tags, summary: '一位访客 / one visitor', security, params: IdParams, response: { 200: VisitorAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const found = await desk.ops.lookUp.visitor(request.params.id);
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.send(found.value);
  });

  app.get('/api/ops/visitors/:id/log', {
    onRequest: look,
    schema: { tags, summary: '接待记录 / what happened with a visitor', security, params: IdParams, querystring: VisitorLogQuery, response: { 200: VisitorLogAnswer, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) => {
    const found = await desk.ops.visitorLog(request.params.id, request.query);
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.send(found.value);
  });

  app.put('/api/ops/visitors/:id/facts', {
    onRequest: look,
    schema: { tags, summary: '访客资料 / what is known about a visitor', security, params: IdParams, body: VisitorFacts, response: { 200: FactsAnswer, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) => {
    const saved = await desk.ops.setFacts(actorOf(gate, request), request.params.id, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.post('/api/ops/visitors/:id/export', {
    onRequest: rights,
    schema: {
      tags, summary: '导出一位访客的全部数据 / everything kept of one visitor', security, params: IdParams,
      response: { 200: Type.Record(Type.String(), Type.Unknown()), ...refusals(401, 403, 404) },
    },
  }, async (request, reply) => {
    const found = await desk.ops.exportVisitor(actorOf(gate, request), request.params.id);
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.header('cache-control', 'no-store').send(found.value);
  });

  app.delete('/api/ops/visitors/:id', {
    onRequest: rights, schema: { tags, summary: '删除一位访客的全部数据 / erase a visitor', security, params: IdParams, response: { 200: ErasedAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const erased = await desk.ops.eraseVisitor(actorOf(gate, request), request.params.id);
    return erased.kind === 'refused' ? refuseDone(request, reply, erased) : reply.send(erased.value);
  });

  app.post('/api/ops/retention/run', {
    onRequest: rights, schema: { tags, summary: '立即清理过期消息 / remove what is past its time now', security, response: { 200: ExpiredAnswer, ...refusals(401, 403) } },
  }, async (request, reply) => reply.send(await desk.ops.expire(actorOf(gate, request))));
};
