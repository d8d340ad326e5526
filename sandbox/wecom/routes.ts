import type { FastifyInstance, FastifyRequest } from 'fastify';
import { textIn } from '../reading';
import { getUser, getUserInfo, listDepartments, listUsers, simpleList } from './directory';
import { createEndpoints, queryOf, type Endpoints } from './endpoints';
import { OK } from './errors';
import { getMedia, uploadMedia } from './media-api';
import { createMenu, deleteMenu, getMenu } from './menu';
import { recall, sendMessage, updateCard } from './message-api';
import { signInPages } from './oauth-page';
import { sendByRobot } from './robot';
import { appTicket, corpTicket } from './tickets';
import type { WecomWorld } from './world';

/** Routes of qyapi.weixin.qq.com, without those of 微信客服; answers the ways to add these. */
export function wecomRoutes(scope: FastifyInstance, world: WecomWorld): Endpoints {
  const endpoints = createEndpoints(scope, world);
  const { get, post, open, raw, fail } = endpoints;

  scope.get('/cgi-bin/gettoken', async (request: FastifyRequest) => {
    const { corpId, secret } = world.settings();
    const query = queryOf(request);
    if (textIn(query, 'corpid') !== corpId) return fail(40013);
    if (textIn(query, 'corpsecret') !== secret) return fail(40001);
    const { value, expiresIn } = world.tokens.issue(secret);
    return { ...OK, access_token: value, expires_in: expiresIn };
  });
  open('/cgi-bin/webhook/send', sendByRobot);

  post('/cgi-bin/message/send', sendMessage);
  post('/cgi-bin/message/update_template_card', updateCard);
  post('/cgi-bin/message/recall', recall);
  post('/cgi-bin/menu/create', createMenu);
  get('/cgi-bin/menu/get', getMenu);
  get('/cgi-bin/menu/delete', deleteMenu);
  get('/cgi-bin/user/get', getUser);
  get('/cgi-bin/user/simplelist', simpleList);
  get('/cgi-bin/user/list', listUsers);
  get('/cgi-bin/department/simplelist', listDepartments);
  get('/cgi-bin/auth/getuserinfo', getUserInfo);
  get('/cgi-bin/get_jsapi_ticket', corpTicket);
  get('/cgi-bin/ticket/get', appTicket);
  get('/cgi-bin/getcallbackip', () => ({ ip_list: ['127.0.0.1'], ...OK }));
  get('/cgi-bin/get_api_domain_ip', () => ({ ip_list: ['127.0.0.1'], ...OK }));

  raw('POST', '/cgi-bin/media/upload', (request, _reply, query) => uploadMedia(world, request, textIn(query, 'type'), fail));
  raw('GET', '/cgi-bin/media/get', (_request, reply, query) => getMedia(world, reply, textIn(query, 'media_id'), fail));
  signInPages(scope, world);
  return endpoints;
}
