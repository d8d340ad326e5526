import { createSend } from '../../miniprogram/services/request';
import { createPhoneSession } from '../../miniprogram/services/session';
import { createStorage } from '../../miniprogram/services/storage';
import { createWechat, type Request, type Response } from './wechat';

/** A hand-set clock; nothing here waits for real time. */
const createTimers = () => {
  let now = 1_000_000;
  const due: { at: number; act: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, act: () => void) {
      const entry = { at: now + ms, act };
      due.push(entry);
      return () => void due.splice(due.indexOf(entry), due.includes(entry) ? 1 : 0);
    },
    pass(ms: number) {
      now += ms;
      for (const entry of due.filter(({ at }) => at <= now)) {
        due.splice(due.indexOf(entry), 1);
        entry.act();
      }
    },
  };
};

const start = (server: (request: Request) => Response) => {
  const timers = createTimers();
  const wechat = createWechat(server);
  const send = createSend({ phone: wechat.wx, timers, address: 'http://127.0.0.1:3000', language: () => 'zh' });
  const session = () => createPhoneSession({ phone: wechat.wx, storage: createStorage(wechat.wx), timers, send }).send;
  return { timers, wechat, send, session };
};

/** Accepts the newest token only; `expire` makes it worthless. */
const createDoor = (life = 3_600_000) => {
  let valid = '';
  let issued = 0;
  const answer = (request: Request): Response => {
    if (request.path === '/api/visitor/login') {
      issued += 1;
      valid = `token-${issued}`;
      return { status: 200, body: { token: valid, expiresAt: 1_000_000 + life } };
    }
    return request.header['authorization'] === `Bearer ${valid}` ? { status: 200, body: 'in' } : { status: 401, body: { code: 'login-needed', message: '' } };
  };
  return { answer, expire: () => (valid = 'none'), issued: () => issued };
};

const ask = { method: 'GET', path: '/api/visitor/entries' } as const;

test('the first request signs in with WeChat’s code; the token serves the next ones and the next start', async () => {
  const door = createDoor();
  const { session, wechat } = start(door.answer);
  const first = session();
  expect(await first(ask)).toMatchObject({ ok: true, data: 'in' });
  expect(await first(ask)).toMatchObject({ ok: true });
  expect(await session()(ask)).toMatchObject({ ok: true });
  expect(wechat.logins()).toBe(1);
  expect(wechat.requests[0]).toMatchObject({ path: '/api/visitor/login', body: { code: 'code-1' } });
});

test('requests that come together share one login', async () => {
  const door = createDoor();
  const { session, wechat } = start(door.answer);
  const send = session();
  await Promise.all([send(ask), send(ask), send(ask)]);
  expect(wechat.logins()).toBe(1);
});

test('a 401 signs in once more and repeats the request', async () => {
  const door = createDoor();
  const { session, wechat } = start(door.answer);
  const send = session();
  await send(ask);
  door.expire();
  expect(await Promise.all([send(ask), send(ask), send(ask)])).toEqual([expect.objectContaining({ ok: true }), expect.objectContaining({ ok: true }), expect.objectContaining({ ok: true })]);
  expect(wechat.logins()).toBe(2);
});

test('a 401 that stays is handed back, without signing in for ever', async () => {
  const { session, wechat } = start(({ path }) => (path === '/api/visitor/login' ? { status: 200, body: { token: 't', expiresAt: 9e15 } } : { status: 401, body: { code: 'login-needed' } }));
  expect(await session()(ask)).toMatchObject({ ok: false, code: 'login-needed' });
  expect(wechat.logins()).toBe(2);
});

test('a token at its end is not even tried', async () => {
  const door = createDoor(120_000);
  const { session, timers, wechat } = start(door.answer);
  const send = session();
  await send(ask);
  timers.pass(61_000);
  await send(ask);
  expect(wechat.requests.map(({ path }) => path)).toEqual(['/api/visitor/login', ask.path, '/api/visitor/login', ask.path]);
});

test('a refused code and a WeChat without a code are values', async () => {
  const { session, wechat } = start(() => ({ status: 401, body: { code: 'code-refused', message: '' } }));
  expect(await session()(ask)).toMatchObject({ ok: false, code: 'code-refused' });
  Object.assign(wechat.wx, { login: ({ fail }: { fail(): void }) => fail() });
  expect(await session()(ask)).toMatchObject({ ok: false, code: 'wechat-login' });
});

test('a token in storage that is no token is not used', async () => {
  const door = createDoor();
  const { session, wechat } = start(door.answer);
  wechat.storage.set('zhida.session', { token: 7 });
  expect(await session()(ask)).toMatchObject({ ok: true });
});

test('a request without an answer ends at its time limit, and what waited goes on', async () => {
  const { send, timers, wechat } = start(({ path }) => (path === '/last' ? { status: 200 } : 'nothing'));
  const slow = Promise.all([1, 2, 3, 4].map((n) => send({ method: 'GET', path: `/slow/${n}` })));
  const last = send({ method: 'GET', path: '/last' });
  // four at once, so the fifth has not left the phone
  expect(wechat.requests).toHaveLength(4);
  timers.pass(10_000);
  expect(await slow).toEqual([1, 2, 3, 4].map(() => ({ ok: false, code: 'timeout', retryAfterMs: 0 })));
  expect(await last).toMatchObject({ ok: true, status: 200 });
});

test.each<[Response, object]>([
  [{ status: 429, body: { code: 'too-many-requests' }, header: { 'Retry-After': '7' } }, { code: 'too-many-requests', retryAfterMs: 7000 }],
  [{ status: 502, body: '<html>' }, { code: 'unavailable' }],
  [{ status: 400, body: { code: 'toString' } }, { code: 'bad-answer' }],
  ['offline', { code: 'offline' }],
])('%j becomes a stable code', async (response, failure) => {
  const { send } = start(() => response);
  expect(await send(ask)).toMatchObject({ ok: false, ...failure });
});
