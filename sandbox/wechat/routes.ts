import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bodyText } from '../platform-scope';
import { isObject, parseJson, textIn, type Json } from '../reading';
import { bindWork, getWork, onlineAgents, quota, unbindWork } from './account';
import { needsBusiness, sendCustom, sendTyping } from './custom-message';
import { errorAnswer } from './errors';
import { countLogin } from './login';
import { getMedia, uploadMedia } from './media-api';
import { hasEscapedText } from './send-rules';
import { sendSubscribe } from './subscribe';
import type { WechatCall, WechatWorld } from './world';

type Handler = (world: WechatWorld, call: WechatCall) => object;
const DAY_MS = 24 * 3_600_000;

/** Routes of api.weixin.qq.com. Errors come with HTTP 200. */
export function wechatRoutes(scope: FastifyInstance, world: WechatWorld): void {
  const fail: WechatCall['fail'] = (code, detail) => errorAnswer(code, world.ids.rid(), detail);
  const queryOf = (request: FastifyRequest): Json => (isObject(request.query) ? request.query : {});

  function credentials(from: Json, grant: string): object | undefined {
    const { appid, secret } = world.settings();
    if (textIn(from, 'grant_type') !== grant) return fail(40002);
    if (textIn(from, 'appid') === '') return fail(41002);
    if (textIn(from, 'secret') === '') return fail(41004);
    if (textIn(from, 'appid') !== appid) return fail(40013);
    return textIn(from, 'secret') === secret ? undefined : fail(40125);
  }

  /** Counts the call; false when the day's quota of this path is used up. */
  function withinQuota(path: string): boolean {
    const key = `${Math.floor(world.clock.now() / DAY_MS)} ${path}`;
    const used = world.calls.get(key) ?? 0;
    world.calls.set(key, used + 1);
    return used < world.settings().dailyQuota;
  }

  const guard = (path: string, query: Json): object | undefined => {
    const token = world.tokens.check(textIn(query, 'access_token'));
    if (token !== 0) return fail(token);
    return withinQuota(path) ? undefined : fail(45009);
  };

  function post(path: string, handler: Handler): void {
    scope.post(path, async (request: FastifyRequest) => {
      const query = queryOf(request);
      const refused = guard(path, query);
      if (refused) return refused;
      const raw = bodyText(request);
      if (raw === '') return fail(44002);
      if (hasEscapedText(raw)) return fail(40033);
      const body = parseJson(raw);
      return isObject(body) ? handler(world, { query, body, fail }) : fail(47001);
    });
  }

  function get(path: string, handler: Handler): void {
    scope.get(path, async (request: FastifyRequest) => {
      const query = queryOf(request);
      return guard(path, query) ?? handler(world, { query, body: {}, fail });
    });
  }

  scope.get('/cgi-bin/token', async (request: FastifyRequest) => {
    const refused = credentials(queryOf(request), 'client_credential');
    if (refused) return refused;
    const token = world.tokens.issue();
    return token ? { access_token: token.value, expires_in: token.expiresIn } : fail(45009);
  });
  scope.post('/cgi-bin/stable_token', async (request: FastifyRequest) => {
    const body = parseJson(bodyText(request));
    if (!isObject(body)) return fail(47001);
    const refused = credentials(body, 'client_credential');
    if (refused) return refused;
    const token = world.tokens.stable(body['force_refresh'] === true);
    return { access_token: token.value, expires_in: token.expiresIn };
  });
  scope.get('/sns/jscode2session', async (request: FastifyRequest) => {
    const query = queryOf(request);
    const refused = credentials(query, 'authorization_code');
    if (refused) return refused;
    const code = textIn(query, 'js_code');
    if (code === '') return fail(41008);
    const redeemed = world.codes.redeem(code);
    const strange = !redeemed.ok && redeemed.code === 40029 && world.settings().strangeCodes === 'adopt';
    if (!redeemed.ok && !strange) return fail(redeemed.code);
    const visitor = redeemed.ok ? world.visitors.find(redeemed.openid) : world.visitors.devTools();
    if (!visitor) return fail(40029);
    if (visitor.risky) return fail(40226);
    if (!countLogin(visitor, world.clock.now())) return fail(45011);
    const session = { openid: visitor.openid, session_key: world.ids.random16().toString('base64') };
    return visitor.unionid === null ? session : { ...session, unionid: visitor.unionid };
  });

  scope.post('/sns/jscode2session', async () => fail(41002));

  post('/cgi-bin/message/custom/send', sendCustom);
  post('/cgi-bin/message/custom/typing', sendTyping);
  post('/cgi-bin/message/custom/business/send', (_world, call) => needsBusiness(call));
  post('/cgi-bin/message/custom/business/typing', (_world, call) => needsBusiness(call));
  post('/cgi-bin/message/subscribe/send', sendSubscribe);
  post('/cgi-bin/openapi/quota/get', quota);
  post('/customservice/work/bind', bindWork);
  post('/customservice/work/unbind', unbindWork);
  get('/customservice/work/get', getWork);
  get('/cgi-bin/customservice/getonlinekflist', onlineAgents);
  get('/cgi-bin/getcallbackip', () => ({ ip_list: ['127.0.0.1'] }));
  get('/cgi-bin/get_api_domain_ip', () => ({ ip_list: ['127.0.0.1'] }));

  scope.post('/cgi-bin/media/upload', async (request: FastifyRequest) => {
    const query = queryOf(request);
    return guard('/cgi-bin/media/upload', query) ?? uploadMedia(world, request, textIn(query, 'type'), fail);
  });
  scope.get('/cgi-bin/media/get', async (request: FastifyRequest, reply: FastifyReply) => {
    const query = queryOf(request);
    return guard('/cgi-bin/media/get', query) ?? getMedia(world, reply, textIn(query, 'media_id'), fail);
  });
}
