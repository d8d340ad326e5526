import { once } from 'node:events';
import { connect } from 'node:net';
import { Type } from '@sinclair/typebox';
import { hashToken, makeToken } from '../../server/gateway/tokens';
import { createLog } from '../../server/wiring/log';
import { agent, entry, toAgent } from '../desk/floor';
import { bearer, openHouse, read, textXml, type House } from './house';

let house: House;
let port: number;
let lines: string[];

beforeAll(async () => {
  lines = [];
  const log = createLog('info', { write: (line) => { lines.push(line); } });
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] }, { log });
  await house.http.listen({ host: '127.0.0.1', port: 0 });
  const address = house.http.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  port = address.port;
});
afterAll(() => house.close());

/** What comes back for these bytes, until the server ends the connection. */
async function wire(bytes: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => { answer += chunk; });
  socket.on('error', () => undefined);
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}

test.each([
  ['no HTTP at all', '\u0000\u0001\u0002 hello\r\n\r\n', 400],
  ['a broken length', 'POST /api/visitor/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n', 400],
  ['two lengths', 'POST /api/visitor/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  ['smuggled chunks', 'POST /api/visitor/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
  ['endless headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
])('%s is answered with a 4xx in our form', async (_, bytes, status) => {
  const answer = await wire(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  if (answer.includes('{')) expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ code: 'bad-request' });
});

const hostile: string[] = [
  'null', '[]', '0', '"x"', 'true', '{}', '', '{', '{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{}}}', `{"code":${'['.repeat(20_000)}`,
  '{"login":{"$gt":""},"password":{"$gt":""}}', '{"entry":"vip","text":"\\ud800","clientId":"client-0001"}', '{"text":null,"clientId":null,"body":null,"status":null}',
  '{"code":"a\\u0000b"}', `{"login":"${'x'.repeat(1000)}","password":"x"}`,
];

test('nothing a stranger, a visitor or one of the staff sends to any route gives a 5xx', async () => {
  const described = Type.Object({ paths: Type.Record(Type.String(), Type.Record(Type.String(), Type.Unknown())) });
  const { paths } = read(described, await house.http.inject('/docs/json'));
  const routes = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ path, method })))
    .filter(({ path }) => path !== '/api/auth/logout');
  const token = await house.token('o1');
  const staff = makeToken((size) => Buffer.alloc(size, 7));
  await house.floor.records.people.saveStaff({ id: 'boss', login: 'boss', name: 'Boss', role: 'admin', agent: 'li', disabled: false });
  await house.floor.records.people.openSession({ hash: hashToken(staff), kind: 'staff', subject: 'boss', createdAt: 0, expiresAt: house.floor.clock.now + 86_400_000 });
  const ids = ['none', '__proto__', encodeURIComponent('\u0000'), '%F0%9F%98%80', encodeURIComponent("' OR 1=1 --"), 'x'.repeat(99)];
  const faults: string[] = [];
  for (const { path, method } of routes) {
    for (const headers of [{}, bearer(token), { cookie: `zhida_session=${token}` }, { authorization: 'Bearer \u0001' }, bearer(staff)]) {
      for (const [index, payload] of hostile.entries()) {
        const url = path.replace(/\{[^}]+\}/g, ids[index % ids.length] ?? 'none') + (index % 3 === 0 ? '?after[]=1&__proto__=x&a=%' : '');
        const sent = method === 'get' ? {} : { payload };
        const answer = await house.http.inject({ method: method.toUpperCase() as 'GET', url, headers: { ...headers, ...(method !== 'get' && { 'content-type': 'application/json' }) }, ...sent });
        if (answer.statusCode >= 500) faults.push(`${method} ${url} ${payload.slice(0, 40)} → ${answer.statusCode} ${answer.body}`);
      }
    }
  }
  expect(faults).toEqual([]);
}, 120_000);

test('NUL, which not every store can keep, is refused in bodies and addresses; a backslash before it is no NUL', async () => {
  const headers = { ...bearer(await house.token('o2')), 'content-type': 'application/json' };
  const leave = (text: string) => house.http.inject({ method: 'POST', url: '/api/visitor/left-messages', headers, payload: `{"entry":"vip","clientId":"client-0001","text":"${text}"}` });
  const refused = await leave('a\\u0000b');
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'bad-request']);
  expect((await leave('a\\\\u0000b')).statusCode).toBe(200);
  expect((await house.http.inject({ url: '/api/visitor/entries/a%00b', headers })).statusCode).toBe(400);
});

test('an ordinary request leaves no line in the log', async () => {
  lines.length = 0;
  await house.http.inject(house.wechatPush(textXml('openid-secret', '悄悄话', '24000000000000001', Math.floor(house.floor.clock.now / 1000))));
  await house.http.inject({ url: '/api/visitor/entries', headers: bearer(await house.token('openid-secret')) });
  await house.http.inject('/nothing');
  expect(lines).toEqual([]);
});

test('a fault of ours is a 500 that tells nothing, logged without what was sent', async () => {
  lines.length = 0;
  const token = await house.token('openid-secret');
  const { visits } = house.floor.desk.ctx.records;
  const before = visits.own.bind(visits);
  visits.own = () => Promise.reject(new Error('the disk is gone'));
  const answer = await house.http.inject({ url: '/api/visitor/conversations?', headers: { ...bearer(token), 'accept-language': 'en' } });
  visits.own = before;
  expect([answer.statusCode, answer.json()]).toEqual([500, { code: 'internal', message: 'Something went wrong here; try again later' }]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('the disk is gone');
  expect(lines[0]).not.toMatch(new RegExp(`openid-secret|${token}`));
});
