import { KeyParams } from '../../../shared/http/ops-config';
import { ApiKeyMadeAnswer, ApiKeyRequest, SiteAccessAnswer, SiteKeyParams, SiteSecretAnswer } from '../../../shared/http/ops-people';
import type { App } from '../fastify-app';
import { NoContent, refusals } from '../refusal-schema';
import { hashToken, makeToken } from '../tokens';
import { actorOf, refuseDone, security, type OpsParts } from './ops-parts';

/** What a merchant's own server needs to talk to us: API keys, and the secret it signs visitor facts with. Each is told once. */
export const access = ({ desk, gate, randomBytes }: OpsParts) => async (app: App): Promise<void> => {
  const tags = ['ops: sites'];
  const { siteAccess } = desk.ops;
  const onRequest = gate.allow('sites');

  app.get('/api/ops/sites/:key/access', {
    onRequest, schema: { tags, summary: '站点的密钥 / API keys of a site', security, params: KeyParams, response: { 200: SiteAccessAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const found = await siteAccess.keys(request.params.key);
    return found.kind === 'refused' ? refuseDone(request, reply, found) : reply.send(found.value);
  });

  app.post('/api/ops/sites/:key/api-keys', {
    onRequest,
    schema: { tags, summary: '新增 API 密钥；只显示这一次 / add an API key, told once', security, params: KeyParams, body: ApiKeyRequest, response: { 201: ApiKeyMadeAnswer, ...refusals(400, 401, 403, 404) } },
  }, async (request, reply) => {
    const key = makeToken(randomBytes);
    const made = await siteAccess.addKey(actorOf(gate, request), request.params.key, request.body.name, hashToken(key));
    return made.kind === 'refused' ? refuseDone(request, reply, made) : reply.code(201).header('cache-control', 'no-store').send({ ...made.value, key });
  });

  app.delete('/api/ops/sites/:key/api-keys/:id', {
    onRequest, schema: { tags, summary: '作废 API 密钥 / revoke an API key', security, params: SiteKeyParams, response: { 204: NoContent, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const gone = await siteAccess.dropKey(actorOf(gate, request), request.params.key, request.params.id);
    return gone.kind === 'refused' ? refuseDone(request, reply, gone) : reply.code(204).send(undefined);
  });

  app.post('/api/ops/sites/:key/secret', {
    onRequest, schema: { tags, summary: '更换签名密钥；只显示这一次 / a new signing secret, told once', security, params: KeyParams, response: { 200: SiteSecretAnswer, ...refusals(401, 403, 404) } },
  }, async (request, reply) => {
    const secret = makeToken(randomBytes);
    const saved = await siteAccess.setSecret(actorOf(gate, request), request.params.key, secret);
    return saved.kind === 'refused' ? refuseDone(request, reply, saved) : reply.header('cache-control', 'no-store').send({ secret });
  });
};
