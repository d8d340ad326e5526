import { IdParams } from '../../../shared/http/ops-config';
import { WebhookAnswer, WebhookMadeAnswer, WebhookRequest, WebhooksAnswer, WebhookTestAnswer } from '../../../shared/http/ops-people';
import type { App } from '../fastify-app';
import { NoContent, refusals } from '../refusal-schema';
import { makeToken } from '../tokens';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** Where events go. A secret is told once, to whoever made it. */
export const webhooks = ({ desk, gate, randomBytes }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: sites'];
  const { webhooks: edits } = desk.ops;
  const onRequest = gate.allow('sites');

  app.get('/api/ops/webhooks', {
    onRequest, schema: { tags, summary: '事件推送地址 / webhooks', security, response: { 200: WebhooksAnswer, ...refusals(401, 403) } },
  }, async (_request, reply) => reply.send({ webhooks: await edits.list() }));

  app.post('/api/ops/webhooks', {
    onRequest,
    schema: { tags, summary: '新增推送地址；密钥只显示这一次 / add a webhook; its secret is told once', security, body: WebhookRequest, response: { 201: WebhookMadeAnswer, ...refusals(400, 401, 403, 404, 422) } },
  }, async (request, reply) => {
    const secret = makeToken(randomBytes);
    const made = await edits.create(actorOf(gate, request), request.body, secret);
    return made.kind === 'refused' ? refuseDone(request, reply, made) : reply.code(201).header('cache-control', 'no-store').send({ ...made.value, secret });
  });

  app.put('/api/ops/webhooks/:id', {
    onRequest, schema: { tags, summary: '修改推送地址 / change a webhook', security, params: IdParams, body: WebhookRequest, response: { 200: WebhookAnswer, ...refusals(400, 401, 403, 404, 422) } },
  }, async (request, reply) => {
    const saved = await edits.update(actorOf(gate, request), request.params.id, request.body);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.send(saved.value);
  });

  app.delete('/api/ops/webhooks/:id', {
    onRequest, schema: { tags, summary: '删除推送地址 / remove a webhook', security, params: IdParams, response: { 204: NoContent, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const gone = await edits.remove(actorOf(gate, request), request.params.id);
    return gone.kind === 'refused' ? refuseDone(request, reply, gone) : reply.code(204).send(undefined);
  });

  app.post('/api/ops/webhooks/:id/secret', {
    onRequest, schema: { tags, summary: '更换密钥；只显示这一次 / a new secret, told once', security, params: IdParams, response: { 200: WebhookMadeAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const secret = makeToken(randomBytes);
    const renewed = await edits.renewSecret(actorOf(gate, request), request.params.id, secret);
    return renewed.kind === 'refused' ? refuseDone(request, reply, renewed) : reply.header('cache-control', 'no-store').send({ ...renewed.value, secret });
  });

  app.post('/api/ops/webhooks/:id/test', {
    onRequest, schema: { tags, summary: '发送测试事件 / send a test event', security, params: IdParams, response: { 200: WebhookTestAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const sent = await edits.test(actorOf(gate, request), request.params.id);
    return sent.kind === 'refused' ? refuseDone(request, reply, sent) : reply.send(sent.value);
  });
};
