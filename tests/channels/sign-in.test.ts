import { createWechatSignIn } from '../../server/sign-in/wechat';
import type { OpsWords } from '../../server/wechat/call-verdict';
import { createHttp, type PlatformHttp } from '../../server/wechat/http';
import { createMiniProgram } from '../../server/wechat/mini-program';
import { json, startPlatform, type Answer, type PlatformServer } from '../wechat/platform-server';

const code = (errcode: number): Answer => (_seen, response) => json(response, { errcode, errmsg: 'no' });
const welcome: Answer = (_seen, response) => json(response, { openid: 'oX', session_key: 'KEY==', unionid: 'uX' });

let server: PlatformServer;
let http: PlatformHttp;
let answers: Answer[];
let alarms: OpsWords[];

beforeEach(async () => {
  answers = [welcome];
  alarms = [];
  server = await startPlatform((seen, response) => (answers.length > 1 ? answers.shift() : answers[0])?.(seen, response));
  http = createHttp({ baseUrl: server.baseUrl, now: () => 0, timeLimitMs: 5_000 });
});
afterEach(async () => {
  http.close();
  await server.close();
});

function signIn(given = 'CODE') {
  const calls = { call: () => Promise.reject(new Error('no token is needed to sign in')), download: () => Promise.reject(new Error('nothing to download')) };
  const client = createMiniProgram({ http, calls, appId: 'wx1', secret: 'S' });
  return createWechatSignIn({ appId: 'wx1', client, alarm: (words) => alarms.push(words) }).visitor(given);
}

it('knows the visitor by his openid and keeps nothing else', async () => {
  expect(await signIn()).toEqual({ kind: 'identity', identity: { provider: 'wechat', account: 'wx1', subject: 'oX' } });
  expect(Object.fromEntries(server.seen[0]?.query ?? [])).toEqual({ appid: 'wx1', secret: 'S', js_code: 'CODE', grant_type: 'authorization_code' });
});

it.each([[40029, 'login-code:40029'], [40163, 'login-code:40163'], [40226, 'blocked:40226'], [41008, 'login-code:41008']])('%i is refused', async (errcode, why) => {
  answers = [code(errcode)];
  expect(await signIn()).toEqual({ kind: 'refused', why });
  expect(server.seen).toHaveLength(1);
});

it('45011 is refused for a minute', async () => {
  answers = [code(45011)];
  expect(await signIn()).toEqual({ kind: 'refused', why: 'rate:45011', retryAfterSeconds: 60 });
});

it('busy is tried again once with the same code, and no further', async () => {
  answers = [code(-1), welcome];
  expect(await signIn()).toMatchObject({ kind: 'identity' });
  answers = [code(-1)];
  expect(await signIn()).toEqual({ kind: 'unavailable', why: 'busy:-1' });
  expect(server.seen).toHaveLength(4);
});

it('a wrong AppSecret is not the visitor’s fault, and ops hear of it', async () => {
  answers = [code(40125)];
  expect(await signIn()).toEqual({ kind: 'unavailable', why: 'settings:40125' });
  expect(alarms).toMatchObject([{ key: 'wechat:40125' }]);
});

it('a failing network is not the visitor’s fault, and a code that may be used up is not tried again', async () => {
  answers = [(_seen, response) => { response.destroy(); }];
  expect(await signIn()).toEqual({ kind: 'unavailable', why: 'no-answer:ECONNRESET' });
  expect(server.seen).toHaveLength(1);
  answers = [(_seen, response) => json(response, { errcode: 0 })];
  expect(await signIn()).toMatchObject({ kind: 'unavailable' });
  await server.close();
  expect(await signIn()).toMatchObject({ kind: 'unavailable', why: expect.stringMatching(/ECONN/) });
});
