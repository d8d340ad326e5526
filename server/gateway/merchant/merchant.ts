import {
  MerchantConversationsAnswer, MerchantEraseAnswer, MerchantEraseRequest, MerchantFactsAnswer, MerchantFactsRequest, MerchantMessagesAnswer,
  MerchantMessagesQuery, MerchantSearchRequest,
} from '../../../shared/http/merchant';
import { IdParams } from '../../../shared/http/ops-config';
import type { Desk } from '../../desk/desk';
import type { Whom } from '../../desk/merchant-desk';
import type { App } from '../fastify-app';
import { refusals } from '../refusal-schema';
import { refuse } from '../refuse';
import { shapeValidator } from '../shape-validator';
import { createKeyGate } from './key-gate';

export interface MerchantParts {
  desk: Pick<Desk, 'merchant' | 'ops' | 'attempts'>;
}

const tags = ['merchant'];
const security = [{ token: [] }];

/** `/api/merchant/*`: what a merchant's own server asks, with a key of one site. Asking twice does it once. */
export const merchant = ({ desk }: MerchantParts) => async (app: App): Promise<void> => {
  app.setValidatorCompiler(shapeValidator);
  const keys = createKeyGate(desk);
  const { onRequest } = keys;

  app.put('/api/merchant/visitor-facts', {
    onRequest,
    schema: { tags, summary: '设置访客资料 / set what is known about a visitor', security, body: MerchantFactsRequest, response: { 200: MerchantFactsAnswer, ...refusals(400, 401, 404, 429) } },
  }, async (request, reply) => {
    const whom = whomOf(request.body);
    if (!whom) return refuse(request, reply, 'bad-request', EITHER);
    const saved = await desk.merchant.setFacts(keys.of(request), whom, request.body.facts);
    return saved.kind === 'refused' ? refuse(request, reply, saved.code, saved.detail) : reply.send(saved.value);
  });

  app.post('/api/merchant/visitors/erase', {
    onRequest,
    schema: { tags, summary: '删除访客的全部数据 / erase a visitor', security, body: MerchantEraseRequest, response: { 200: MerchantEraseAnswer, ...refusals(400, 401, 429) } },
  }, async (request, reply) => {
    const whom = whomOf(request.body);
    if (!whom) return refuse(request, reply, 'bad-request', EITHER);
    const erased = await desk.merchant.erase(keys.of(request), whom);
    return erased.kind === 'refused' ? refuse(request, reply, erased.code, erased.detail) : reply.send(erased.value);
  });

  app.post('/api/merchant/conversations/search', {
    onRequest,
    schema: { tags, summary: '本站点的会话，最新在前 / conversations of this site, newest first', security, body: MerchantSearchRequest, response: { 200: MerchantConversationsAnswer, ...refusals(400, 401, 429) } },
  }, async (request, reply) => {
    const { visitor, subject, ...filter } = request.body;
    const whom = whomOf(request.body);
    if (!whom && (visitor !== undefined || subject !== undefined)) return refuse(request, reply, 'bad-request', EITHER);
    const found = await desk.merchant.conversations(keys.of(request), whom, filter);
    return found.kind === 'refused' ? refuse(request, reply, found.code, found.detail) : reply.send({ conversations: found.value });
  });

  app.get('/api/merchant/conversations/:id/messages', {
    onRequest,
    schema: {
      tags, summary: '会话内容 / what was said', security, params: IdParams, querystring: MerchantMessagesQuery,
      response: { 200: MerchantMessagesAnswer, ...refusals(400, 401, 404, 429) },
    },
  }, async (request, reply) => {
    const found = await desk.merchant.messages(keys.of(request), request.params.id, request.query.after);
    return found.kind === 'refused' ? refuse(request, reply, found.code, found.detail) : reply.send(found.value);
  });
};

const EITHER = { at: 'body', fault: 'needs either visitor or subject' };

/** Exactly one of the two names somebody. */
function whomOf({ visitor, subject }: { visitor?: string; subject?: string }): Whom | undefined {
  if (visitor !== undefined) return subject === undefined ? { visitor } : undefined;
  return subject === undefined ? undefined : { subject };
}
