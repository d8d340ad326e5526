import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyText } from '../platform-scope';
import { isObject, parseJson, textIn, type Json } from '../reading';
import { getUser, getUserInfo, simpleList } from './directory';
import { errorAnswer, OK } from './errors';
import { getMedia, uploadMedia } from './media-api';
import { createMenu, deleteMenu, getMenu } from './menu';
import { recall, sendMessage, updateCard } from './message-api';
import { sendByRobot } from './robot';
import type { WecomCall, WecomWorld } from './world';

type Handler = (world: WecomWorld, call: WecomCall) => object;

/** Routes of qyapi.weixin.qq.com. Errors come with HTTP 200. */
export function wecomRoutes(scope: FastifyInstance, world: WecomWorld): void {
  const fail: WecomCall['fail'] = (code, detail) => errorAnswer(code, world.ids.nonce(), detail);
  const queryOf = (request: FastifyRequest): Json => (isObject(request.query) ? request.query : {});

  function guard(query: Json): object | undefined {
    const token = world.tokens.check(textIn(query, 'access_token'));
    return token === 0 ? undefined : fail(token);
  }

  function withBody(request: FastifyRequest, query: Json, handler: Handler): object {
    const body = parseJson(bodyText(request));
    return isObject(body) ? handler(world, { query, body, fail }) : fail(47001);
  }

  const post = (path: string, handler: Handler) =>
    scope.post(path, async (request: FastifyRequest) => {
      const query = queryOf(request);
      return guard(query) ?? withBody(request, query, handler);
    });
  const get = (path: string, handler: Handler) =>
    scope.get(path, async (request: FastifyRequest) => {
      const query = queryOf(request);
      return guard(query) ?? handler(world, { query, body: {}, fail });
    });

  scope.get('/cgi-bin/gettoken', async (request: FastifyRequest) => {
    const { corpId, secret } = world.settings();
    const query = queryOf(request);
    if (textIn(query, 'corpid') !== corpId) return fail(40013);
    if (textIn(query, 'corpsecret') !== secret) return fail(40001);
    const { value, expiresIn } = world.tokens.issue(secret);
    return { ...OK, access_token: value, expires_in: expiresIn };
  });
  scope.post('/cgi-bin/webhook/send', async (request: FastifyRequest) => withBody(request, queryOf(request), sendByRobot));

  post('/cgi-bin/message/send', sendMessage);
  post('/cgi-bin/message/update_template_card', updateCard);
  post('/cgi-bin/message/recall', recall);
  post('/cgi-bin/menu/create', createMenu);
  get('/cgi-bin/menu/get', getMenu);
  get('/cgi-bin/menu/delete', deleteMenu);
  get('/cgi-bin/user/get', getUser);
  get('/cgi-bin/user/simplelist', simpleList);
  get('/cgi-bin/auth/getuserinfo', getUserInfo);
  get('/cgi-bin/getcallbackip', () => ({ ip_list: ['127.0.0.1'], ...OK }));
  get('/cgi-bin/get_api_domain_ip', () => ({ ip_list: ['127.0.0.1'], ...OK }));

  scope.post('/cgi-bin/media/upload', async (request: FastifyRequest) => {
    const query = queryOf(request);
    return guard(query) ?? uploadMedia(world, request, textIn(query, 'type'), fail);
  });
  scope.get('/cgi-bin/media/get', async (request: FastifyRequest, reply: FastifyReply) => {
    const query = queryOf(request);
    return guard(query) ?? getMedia(world, reply, textIn(query, 'media_id'), fail);
  });
}
