import { createHttp, type PlatformHttp } from '../../server/wechat/http';
import { createMiniProgram, withoutLinks, type MiniProgram } from '../../server/wechat/mini-program';
import { createTokenKeeper, wechatTokenSource } from '../../server/wechat/token';
import { createTokenCalls, WECHAT_DEAD_TOKEN } from '../../server/wechat/with-token';
import { json, startPlatform, type Answer, type PlatformServer } from './platform-server';
import { memoryTokenStore } from './token-store';

let server: PlatformServer;
let http: PlatformHttp;
let mini: MiniProgram;
let answer: Answer;
let issued: number;

let time: number;
const now = () => time;
const ok: Answer = (_seen, response) => json(response, { errcode: 0, errmsg: 'ok' });
const sends = () => server.seen.filter((seen) => seen.path !== '/cgi-bin/stable_token');
const bodies = () => sends().map((seen) => JSON.parse(seen.body) as unknown);

beforeEach(async () => {
  issued = 0;
  time = 1_700_000_000_000;
  answer = ok;
  server = await startPlatform((seen, response) => {
    if (seen.path !== '/cgi-bin/stable_token') return answer(seen, response);
    issued += 1;
    return json(response, { access_token: `T${issued}`, expires_in: 7200 });
  });
  http = createHttp({ baseUrl: server.baseUrl, now, timeLimitMs: 2_000 });
  const keeper = createTokenKeeper({ source: wechatTokenSource(http, 'wx1', 'app-SECRET'), store: memoryTokenStore(now), now, wait: async () => undefined, random: () => 0 });
  mini = createMiniProgram({ http, calls: createTokenCalls(http, keeper, WECHAT_DEAD_TOKEN), appId: 'wx1', secret: 'app-SECRET' });
});

afterEach(async () => {
  http.close();
  await server.close();
});

it('sends every kind of message to custom/send with the token in the query', async () => {
  await mini.sendText('o1', '你好 <b>');
  await mini.sendImage('o1', 'm1');
  await mini.sendLink('o1', { title: 't', description: 'd', url: 'https://a.cn', thumbUrl: 'https://a.cn/b.png' });
  await mini.sendMiniProgramPage('o1', { title: 't', pagePath: 'pages/a?b=1', thumbMediaId: 'm2' });
  expect(bodies()).toEqual([
    { touser: 'o1', msgtype: 'text', text: { content: '你好 <b>' } },
    { touser: 'o1', msgtype: 'image', image: { media_id: 'm1' } },
    { touser: 'o1', msgtype: 'link', link: { title: 't', description: 'd', url: 'https://a.cn', thumb_url: 'https://a.cn/b.png' } },
    { touser: 'o1', msgtype: 'miniprogrampage', miniprogrampage: { title: 't', pagepath: 'pages/a?b=1', thumb_media_id: 'm2' } },
  ]);
  expect(sends().map((seen) => [seen.path, seen.query.get('access_token')])).toEqual(Array(4).fill(['/cgi-bin/message/custom/send', 'T1']));
  expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ grant_type: 'client_credential', appid: 'wx1', secret: 'app-SECRET' });
});

it('writes no \\u escapes for ordinary text, and none for a broken emoji', async () => {
  await mini.sendText('o1', '你😀\uD83D!');
  expect(sends()[0]?.body).toBe('{"touser":"o1","msgtype":"text","text":{"content":"你😀\uFFFD!"}}');
});

it('two callers with an expired token: one refresh, each message sent once more', async () => {
  await mini.sendText('o0', 'warm up');
  answer = (seen, response) => (seen.query.get('access_token') === 'T1' ? json(response, { errcode: 42001, errmsg: 'access_token expired' }) : ok(seen, response));
  const results = await Promise.all([mini.sendText('o1', 'a'), mini.sendText('o2', 'b')]);
  expect(results).toEqual([{ ok: true, body: { errcode: 0, errmsg: 'ok' } }, { ok: true, body: { errcode: 0, errmsg: 'ok' } }]);
  expect(issued).toBe(2);
  expect(sends()).toHaveLength(5);
});

it('tries a dead token once more and no longer', async () => {
  answer = (_seen, response) => json(response, { errcode: 40001, errmsg: 'invalid credential' });
  expect(await mini.sendText('o1', 'a')).toMatchObject({ ok: false, kind: 'platform', code: 40001 });
  expect(sends()).toHaveLength(2);
});

it('asks for a forced token only after the fresh one was refused too', async () => {
  answer = (_seen, response) => json(response, { errcode: 40001, errmsg: 'invalid credential' });
  await mini.sendText('o1', 'a');
  time += 5_000;
  answer = ok;
  expect(await mini.sendText('o1', 'a')).toMatchObject({ ok: true });
  const forced = server.seen.filter((seen) => seen.path === '/cgi-bin/stable_token').map((seen) => seen.body.includes('"force_refresh":true'));
  expect(forced).toEqual([false, false, true]);
});

it('never sends again by itself after an ambiguous end', async () => {
  answer = (_seen, response) => response.destroy();
  expect(await mini.sendText('o1', 'a')).toMatchObject({ ok: false, kind: 'unknown' });
  expect(sends()).toHaveLength(1);
});

it('without a token nothing was sent, even if the fetching ended ambiguous', async () => {
  await server.close();
  server = await startPlatform((_seen, response) => { response.statusCode = 500; response.end(); });
  const broken = createHttp({ baseUrl: server.baseUrl, now });
  const keeper = createTokenKeeper({ source: wechatTokenSource(broken, 'wx1', 's'), store: memoryTokenStore(now), now, wait: async () => undefined, random: () => 0 });
  const result = await createTokenCalls(broken, keeper, WECHAT_DEAD_TOKEN).call({ method: 'POST', path: '/cgi-bin/message/custom/send', json: {} });
  expect(result).toEqual({ ok: false, kind: 'not-sent', why: 'no token: HTTP 500' });
  expect(sends()).toHaveLength(0);
  broken.close();
});

it('typing: on and off', async () => {
  await mini.typing('o1', true);
  await mini.typing('o1', false);
  expect(bodies()).toEqual([{ touser: 'o1', command: 'Typing' }, { touser: 'o1', command: 'CancelTyping' }]);
  expect(sends()[0]?.path).toBe('/cgi-bin/message/custom/typing');
});

it('uploads an image, and again with the new token when the first died', async () => {
  answer = (seen, response) => json(response, seen.query.get('access_token') === 'T1' ? { errcode: 40014, errmsg: 'x' } : { type: 'image', media_id: 'm1', created_at: 1 });
  const upload = { bytes: Buffer.from('jpeg'), fileName: 'a.jpg', contentType: 'image/jpeg' };
  expect(await mini.uploadImage(upload)).toEqual({ ok: true, body: { mediaId: 'm1' } });
  expect(sends().map((seen) => [seen.query.get('type'), seen.body.includes('jpeg\r\n')])).toEqual([['image', true], ['image', true]]);
});

it('getMedia: the file, and the error that hides behind 200 with a dead token too', async () => {
  answer = (seen, response) => {
    if (seen.query.get('access_token') === 'T1') return json(response, { errcode: 42001, errmsg: 'expired' });
    if (seen.query.get('media_id') === 'gone') return json(response, { errcode: 40007, errmsg: 'invalid media_id' });
    response.writeHead(200, { 'content-type': 'image/png', 'content-disposition': 'attachment; filename=a.png' });
    return response.end('png');
  };
  expect(await mini.getMedia('m1', 100)).toEqual({ ok: true, body: { bytes: Buffer.from('png'), contentType: 'image/png', fileName: 'a.png' } });
  expect(await mini.getMedia('gone', 100)).toMatchObject({ ok: false, kind: 'platform', code: 40007 });
  expect(await mini.getMedia('m1', 2)).toEqual({ ok: false, kind: 'too-large', maxBytes: 2 });
});

it('redeems a login code without any access token', async () => {
  answer = (_seen, response) => json(response, { openid: 'o1', session_key: 'k', unionid: 'u' });
  expect(await mini.codeToSession('c1')).toEqual({ ok: true, body: { openid: 'o1', sessionKey: 'k', unionid: 'u' } });
  expect(Object.fromEntries(sends()[0]?.query ?? [])).toEqual({ appid: 'wx1', secret: 'app-SECRET', js_code: 'c1', grant_type: 'authorization_code' });
  expect(issued).toBe(0);
  answer = (_seen, response) => json(response, { errcode: 40163, errmsg: 'code been used app-SECRET' });
  expect(await mini.codeToSession('c1')).toEqual({ ok: false, kind: 'platform', code: 40163, message: 'code been used ***' });
  answer = (_seen, response) => json(response, { errcode: 0 });
  expect(await mini.codeToSession('c1')).toMatchObject({ ok: false, kind: 'unknown' });
});

it('subscribe message', async () => {
  await mini.sendSubscribe({ openid: 'o1', templateId: 't', page: 'pages/a', data: { thing1: '有新回复' }, state: 'formal', lang: 'zh_CN' });
  expect(bodies()).toEqual([{ touser: 'o1', template_id: 't', page: 'pages/a', data: { thing1: { value: '有新回复' } }, miniprogram_state: 'formal', lang: 'zh_CN' }]);
  expect(sends()[0]?.path).toBe('/cgi-bin/message/subscribe/send');
});

it('reads addresses, quota and binding', async () => {
  answer = (_seen, response) => json(response, { ip_list: ['1.2.3.4', '101.226.103.0/25', 5], quota: { daily_limit: 100, used: 1, remain: 99 }, corpid: 'ww1', entityName: 'e' });
  expect(await mini.callbackIps()).toEqual({ ok: true, body: ['1.2.3.4', '101.226.103.0/25'] });
  expect(await mini.quota('/cgi-bin/message/custom/send')).toEqual({ ok: true, body: { dailyLimit: 100, used: 1, remain: 99 } });
  expect(await mini.workBinding()).toEqual({ ok: true, body: { corpId: 'ww1', entityName: 'e' } });
  await mini.bindWork('ww1');
  await mini.unbindWork('ww1');
  expect(sends().map((seen) => `${seen.method} ${seen.path}`)).toEqual([
    'GET /cgi-bin/getcallbackip', 'POST /cgi-bin/openapi/quota/get', 'GET /customservice/work/get', 'POST /customservice/work/bind', 'POST /customservice/work/unbind',
  ]);
});

it('breaks up links that a person typed', () => {
  expect(withoutLinks('<a href="https://evil.cn">x</a> a<b <A\n>')).toBe('＜a href="https://evil.cn">x</a> a<b ＜A\n>');
});
