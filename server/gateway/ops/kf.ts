import { KeyParams, RevisionQuery } from '../../../shared/http/ops-config';
import { KfAccountParams, KfAccountsAnswer, KfLinkAnswer, KfLinkRequest, KfReceiversAnswer, KfReceiversChangeAnswer, KfReceiversRequest } from '../../../shared/http/ops-kf';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** 微信客服 on the platform's side: its accounts, the link of an entry, and who receives. */
export const kf = ({ desk, gate }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: kf'];
  const { kf: setUp } = desk.ops;
  const read = gate.allow('config-read');
  const write = gate.allow('config-write');
  const receive = gate.allow('kf-receivers');

  app.get('/api/ops/kf/accounts', {
    onRequest: read,
    schema: { tags, summary: '客服账号和使用它们的入口 / accounts, and the entries that use them', security, response: { 200: KfAccountsAnswer, ...refusals(401, 403, 409, 503) } },
  }, async (request, reply) => {
    const found = await setUp.accounts();
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.send(found.value);
  });

  app.post('/api/ops/kf/entries/:key/link', {
    onRequest: write,
    schema: {
      tags, summary: '把草稿里的入口关联到客服账号 / link an entry of the draft to an account', security, params: KeyParams, querystring: RevisionQuery, body: KfLinkRequest,
      response: { 200: KfLinkAnswer, ...refusals(400, 401, 403, 404, 409, 503) },
    },
  }, async (request, reply) => {
    const { account, channel } = request.body;
    const edit = { actor: actorOf(gate, request), revision: request.query.revision };
    const linked = await setUp.link(edit, { entry: request.params.key, account, switchChannel: channel === 'kf' });
    return linked.kind === 'refused' ? refuseDone(request, reply, linked) : reply.send(linked.value);
  });

  app.get('/api/ops/kf/accounts/:account/receivers', {
    onRequest: read,
    schema: { tags, summary: '谁在接待，还缺谁 / who receives, and who is missing', security, params: KfAccountParams, response: { 200: KfReceiversAnswer, ...refusals(400, 401, 403, 404, 409, 503) } },
  }, async (request, reply) => {
    const found = await setUp.receivers(request.params.account);
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.send(found.value);
  });

  for (const [act, path, summary] of [
    ['add', '/api/ops/kf/accounts/:account/receivers', '添加接待人员；立即生效 / let agents receive; in force at once'],
    ['remove', '/api/ops/kf/accounts/:account/receivers/remove', '移除接待人员；立即生效 / let agents no longer receive; in force at once'],
  ] as const) {
    app.post(path, {
      onRequest: receive,
      schema: { tags, summary, security, params: KfAccountParams, body: KfReceiversRequest, response: { 200: KfReceiversChangeAnswer, ...refusals(400, 401, 403, 404, 409, 503) } },
    }, async (request, reply) => {
      const changed = await setUp.changeReceivers(actorOf(gate, request), { account: request.params.account, agents: request.body.agents, act });
      return changed.kind === 'refused' ? refuseDone(request, reply, changed) : reply.send(changed.value);
    });
  }
};
