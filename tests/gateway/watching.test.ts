import { Type } from '@sinclair/typebox';
import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, read, textXml, type House } from './house';

const Route = Type.Object({ tags: Type.Optional(Type.Array(Type.String())), summary: Type.Optional(Type.String()), responses: Type.Optional(Type.Record(Type.String(), Type.Unknown())) });
const Described = Type.Object({ openapi: Type.String(), paths: Type.Record(Type.String(), Type.Record(Type.String(), Route)) });

let house: House;
beforeAll(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
});
afterAll(() => house.close());

test('alive and ready while the stores answer, not ready when one does not', async () => {
  expect((await house.http.inject('/healthz')).json()).toEqual({ ok: true });
  const ready = await house.http.inject('/readyz');
  expect([ready.statusCode, ready.json()]).toEqual([200, { ready: true, stores: { records: true, live: true, files: true } }]);
  const { live } = house.floor.desk.ctx;
  const before = live.ready.bind(live);
  live.ready = () => Promise.reject(new Error('gone'));
  const not = await house.http.inject('/readyz');
  live.ready = before;
  expect([not.statusCode, not.json()]).toEqual([503, { ready: false, stores: { records: true, live: false, files: true } }]);
});

test('metrics count answers by route, waiting and deliveries, and name nobody', async () => {
  const seconds = Math.floor(house.floor.clock.now / 1000);
  await house.http.inject(house.wechatPush(textXml('openid-of-somebody', '悄悄话', '24000000000000001', seconds)));
  await house.http.inject({ method: 'POST', url: '/callbacks/wechat', payload: 'x' });
  await house.floor.settle();
  house.side.platformCall('wechat', { ms: 12, outcome: 'platform', code: 45047 });
  const { body, statusCode } = await house.http.inject('/metrics');
  expect(statusCode).toBe(200);
  expect(body).toContain('zhida_http_requests_total{route="/callbacks/wechat",method="POST",status="2xx"} 1');
  expect(body).toContain('zhida_http_requests_total{route="/callbacks/wechat",method="POST",status="4xx"} 1');
  expect(body).toContain('zhida_waiting{entry="vip"} 1');
  expect(body).toMatch(/zhida_deliveries\{state="(held|sent)"\} [1-9]/);
  expect(body).toContain('zhida_platform_calls_total{platform="wechat",outcome="platform",code="45047"} 1');
  expect(body).toContain('zhida_nodejs_eventloop_lag_seconds');
  expect(body).not.toMatch(/openid-of-somebody|悄悄话/);
});

test('metrics are answered even when the records cannot be asked', async () => {
  const { outbox } = house.floor.desk.ctx.records;
  const before = outbox.counts.bind(outbox);
  outbox.counts = () => Promise.reject(new Error('gone'));
  const { body, statusCode } = await house.http.inject('/metrics');
  outbox.counts = before;
  expect([statusCode, body.includes('zhida_records_reachable 0')]).toEqual([200, true]);
});

test('every route of the API is described: tags, summary, and what it may answer', async () => {
  const answer = await house.http.inject('/docs/json');
  const { openapi, paths } = read(Described, answer);
  expect(openapi).toBe('3.1.0');
  const routes = Object.entries(paths);
  expect(routes.length).toBeGreaterThan(15);
  const bare = routes.flatMap(([path, methods]) =>
    Object.entries(methods).filter(([, route]) => !route.tags?.length || !/[\u4e00-\u9fff]/.test(route.summary ?? '') || !/ \/ /.test(route.summary ?? '')).map(([method]) => `${method} ${path}`));
  expect(bare).toEqual([]);
  expect(Object.keys(paths['/api/visitor/left-messages']?.post?.responses ?? {})).toEqual(['200', '400', '401', '404', '429']);
  expect((await house.http.inject('/docs')).statusCode).toBeLessThan(400);
});

test('the first page names the addresses and lets nothing foreign in', async () => {
  const page = await house.http.inject('/');
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  for (const address of ['/docs', '/readyz']) expect(page.body).toContain(`href="${address}"`);
  expect(page.body).not.toContain('/phone');
});

test.each([
  ['GET', '/nothing', 404, 'not-found'], ['GET', '/%zz', 400, 'bad-request'], ['GET', '/api/visitor/login', 405, 'method-not-allowed'],
  ['GET', '/__proto__', 404, 'not-found'], ['DELETE', '/', 405, 'method-not-allowed'], ['POST', '/a/b/c/d/e/f/', 404, 'not-found'],
] as const)('%s %s is %d %s', async (method, url, status, code) => {
  const answer = await house.http.inject({ method, url });
  expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
});
