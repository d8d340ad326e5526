import { Type } from '@sinclair/typebox';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { connect } from './chat-page';
import { bearer, read } from './house';
import { refusal, type Answer } from './staff-of';
import { device, OTHER, openWebShop, PAGE, type WebShop } from './web-shop';

let shop: WebShop;
beforeAll(async () => {
  shop = await openWebShop({ agents: [agent('li')], groups: [], entries: [entry('vip', [toAgent('li')]), entry('page-vip', [toAgent('li')], { site: 'page', channel: 'chat' })] });
});
afterAll(() => shop.house.close());

const OWN = 'http://127.0.0.1';
const WECHAT = 'https://servicewechat.com';
const get = (origin: string | undefined, token?: string, url = '/api/visitor/conversations', more: Record<string, string> = {}) =>
  shop.house.http.inject({ url, headers: { ...more, ...(origin !== undefined && { origin }), ...(token !== undefined && bearer(token)) } });
const preflight = (origin: string, url = '/api/visitor/web-login') =>
  shop.house.http.inject({ method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });
const allowed = ({ headers }: Answer): unknown => headers['access-control-allow-origin'];
const pageToken = async (): Promise<string> => (await shop.signIn({ device: device('a') })).token;

test.each([PAGE, 'https://PAGE.example', 'https://xn--czrs0t.example', OWN, 'http://localhost', undefined])('a page of the site signs in from %s', async (origin) => {
  const answer = await shop.login({ device: device('a') }, origin);
  expect([answer.statusCode, allowed(answer)]).toEqual([200, origin]);
});

test.each([
  OTHER, WECHAT, 'null', 'https://evil.example', `${PAGE}.evil.example`, 'http://page.example', `${PAGE}:8443`, 'https://sub.page.example', 'http://127.0.0.1:81', 'file://', '*', '',
])('no page signs in from %p', async (origin) => {
  expect(refusal(await shop.login({ device: device('a') }, origin))).toEqual([403, 'origin-refused']);
});

test('a refused page may not read why, one of another site may: it is known here', async () => {
  expect(allowed(await shop.login({ device: device('a') }, 'https://evil.example'))).toBeUndefined();
  expect(allowed(await shop.login({ device: device('a') }, OTHER))).toBe(OTHER);
});

test('a token is worth nothing on the page of another site', async () => {
  const token = await pageToken();
  for (const origin of [PAGE, OWN, undefined]) expect((await get(origin, token)).statusCode).toBe(200);
  for (const origin of [OTHER, WECHAT, 'https://evil.example', 'null']) expect([origin, ...refusal(await get(origin, token))]).toEqual([origin, 403, 'origin-refused']);
  for (const method of ['POST', 'GET'] as const) {
    const answer = await shop.house.http.inject({ method, url: method === 'POST' ? '/api/visitor/left-messages' : '/api/visitor/entries', headers: { ...bearer(token), origin: OTHER }, ...(method === 'POST' && { payload: { entry: 'page-vip', text: 'x', clientId: 'client-0001' } }) });
    expect(refusal(answer)).toEqual([403, 'origin-refused']);
  }
});

test('a mini-program is served as ever: without an origin, with WeChat’s, and on our own page', async () => {
  const token = await shop.house.token('o1');
  for (const origin of [undefined, WECHAT, OWN, 'http://[::1]']) expect([origin, (await get(origin, token)).statusCode]).toEqual([origin, 200]);
  for (const origin of [PAGE, OTHER, 'https://evil.example']) expect([origin, ...refusal(await get(origin, token))]).toEqual([origin, 403, 'origin-refused']);
  const signIn = (origin: string) => shop.house.http.inject({ method: 'POST', url: '/api/visitor/login', payload: { code: 'code-o1' }, headers: { origin } });
  expect((await signIn(WECHAT)).statusCode).toBe(200);
  expect(refusal(await signIn(PAGE))).toEqual([403, 'origin-refused']);
});

test('browsers that ask beforehand are answered for pages of sites, once for a long time', async () => {
  const answer = await preflight(PAGE);
  expect([answer.statusCode, answer.body]).toEqual([204, '']);
  expect(answer.headers).toMatchObject({
    'access-control-allow-origin': PAGE, 'access-control-allow-headers': 'authorization, content-type, if-none-match', 'access-control-max-age': '7200', vary: 'origin',
  });
  for (const origin of ['https://evil.example', 'null']) expect([...refusal(await preflight(origin)), allowed(await preflight(origin))]).toEqual([403, 'origin-refused', undefined]);
});

test('every method the visitor’s routes have is named to those who ask beforehand', async () => {
  const named = String((await preflight(PAGE)).headers['access-control-allow-methods']).split(', ');
  const { paths } = read(Type.Object({ paths: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())) }), await shop.house.http.inject('/docs/json'));
  const methods = Object.entries(paths).flatMap(([path, operations]) => (path.startsWith('/api/visitor/') ? Object.keys(operations) : []));
  expect(methods.length).toBeGreaterThan(5);
  expect(methods.filter((method) => !named.includes(method.toUpperCase()))).toEqual([]);
});

test('asking beforehand elsewhere is no other than before, and what is not there stays so', async () => {
  for (const url of ['/api/ops/board', '/api/agent/status', '/api/merchant/visitor-facts', '/callbacks/wechat', '/nothing']) {
    const answer = await preflight(PAGE, url);
    expect([url, [404, 405].includes(answer.statusCode), allowed(answer)]).toEqual([url, true, undefined]);
  }
  expect(refusal(await get(undefined, undefined, '/api/visitor/nothing'))).toEqual([404, 'not-found']);
});

test('refusals can be read by the page they are for, with when to try again; a cache keeps pages apart', async () => {
  const refused = await get(PAGE);
  expect([...refusal(refused), allowed(refused), refused.headers.vary]).toEqual([401, 'login-needed', PAGE, 'origin']);
  expect(refused.headers['access-control-expose-headers']).toBe('etag, retry-after');
  expect(refused.headers['access-control-allow-credentials']).toBeUndefined();
  const invalid = await shop.login({ device: 'short' }, PAGE);
  expect([invalid.statusCode, allowed(invalid)]).toEqual([400, PAGE]);
  const entries = await get(PAGE, await pageToken(), '/api/visitor/entries');
  expect([entries.headers.vary, allowed(entries)]).toEqual(['authorization, origin', PAGE]);
  expect((await get(PAGE, await pageToken(), '/api/visitor/entries', { 'if-none-match': String(entries.headers.etag) })).headers.vary).toBe('authorization, origin');
});

test('a change of the list is in force with its publication', async () => {
  const token = await pageToken();
  await shop.house.floor.publish((config) => { config.sites[1]?.origins.push('https://new.example'); });
  expect((await get('https://new.example', token)).statusCode).toBe(200);
  await shop.house.floor.publish((config) => { config.sites[1]?.origins.pop(); });
  expect(refusal(await get('https://new.example', token))).toEqual([403, 'origin-refused']);
});

test('sockets keep the same rule', async () => {
  const address = await shop.house.side.listen();
  const hello = async (origin: string, token: string): Promise<string> => {
    const page = await connect(address, { origin });
    page.say({ type: 'hello', token });
    const answer = await until('an answer', () => page.frames[0]);
    page.socket.terminate();
    return answer.type === 'refused' ? answer.code : answer.type;
  };
  const [page, phone] = [await pageToken(), await shop.house.token('o1')];
  expect([await hello(PAGE, page), await hello(OWN, page), await hello(OTHER, page), await hello(WECHAT, page)]).toEqual(['ready', 'ready', 'origin-refused', 'origin-refused']);
  expect([await hello(WECHAT, phone), await hello(OWN, phone), await hello(PAGE, phone)]).toEqual(['ready', 'ready', 'origin-refused']);
  await expect(connect(address, { origin: 'https://evil.example' })).rejects.toThrow('403');
});
