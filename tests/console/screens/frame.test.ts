import type { Failure } from '../../../console/frame/api/answer';
import { createSend } from '../../../console/frame/api/send';
import { createConnection } from '../../../console/frame/connection';
import { deviceWords } from '../../../console/frame/account/device-words';
import { failureLine, failureWords } from '../../../console/frame/failure-words';
import { createLanguage } from '../../../console/frame/language';
import { placeAfter } from '../../../console/frame/sign-in/place-after';
import { durationWords, momentWords } from '../../../console/frame/time-words';
import { firstPage, menuFor } from '../../../console/ops/menu';
import { pageGroups } from '../../../console/ops/pages';
import { errors } from '../../../shared/errors';
import { may, roles } from '../../../shared/permissions';

const shelf = () => {
  const kept = new Map<string, string>();
  return { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) };
};

describe('calls to the server', () => {
  const calls: { path: string; init: RequestInit }[] = [];
  const heard: string[] = [];
  const sendTo = (answer: () => Response | Promise<never>) =>
    createSend({
      fetch: async (path, init) => {
        calls.push({ path, init });
        return answer();
      },
      language: () => 'en', signedOut: () => void heard.push('signed out'), miss: () => void heard.push('missed'),
    });
  beforeEach(() => {
    calls.length = 0;
    heard.length = 0;
  });
  const refusal = (status: number, body: unknown, headers: Record<string, string> = {}) => () => new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });

  test('a write carries the header other sites cannot set, its body as JSON, and the language', async () => {
    const send = sendTo(() => new Response(null, { status: 204 }));
    expect(await send('POST', '/api/x', { query: { a: 1, b: undefined, c: '' }, body: { d: 2 } })).toEqual({ ok: true, value: undefined });
    expect(calls[0]?.path).toBe('/api/x?a=1');
    expect(calls[0]?.init).toMatchObject({ method: 'POST', body: '{"d":2}', headers: { 'x-zhida-csrf': '1', 'accept-language': 'en', 'content-type': 'application/json' } });
    await send('GET', '/api/x');
    expect(calls[1]?.init.headers).not.toHaveProperty('x-zhida-csrf');
  });

  test.each<[string, () => Response, Failure]>([
    ['the server’s own code with its detail', refusal(409, { code: 'conflict', message: '…', detail: { revision: 3 } }), { code: 'conflict', detail: { revision: 3 } }],
    ['when to try again', refusal(429, { code: 'too-many-requests' }, { 'retry-after': '42' }), { code: 'too-many-requests', retryAfterSeconds: 42 }],
    ['a code of a newer server', refusal(503, { code: 'something-new' }), { code: 'unavailable' }],
    ['a page of a proxy', refusal(404, '<html>'), { code: 'bad-answer' }],
    ['a page of a proxy that says all is well', refusal(200, '<html>'), { code: 'bad-answer' }],
  ])('a refusal is a value: %s', async (_what, answer, failure) => {
    expect(await sendTo(answer)('GET', '/api/x')).toEqual({ ok: false, failure });
  });

  test('no way to the server, and no answer in time, are told apart and noticed', async () => {
    const failed = (error: unknown) => sendTo(() => Promise.reject(error))('GET', '/api/x');
    expect(await failed(new TypeError('Failed to fetch'))).toEqual({ ok: false, failure: { code: 'offline' } });
    expect(await failed(new DOMException('late', 'TimeoutError'))).toEqual({ ok: false, failure: { code: 'timeout' } });
    expect(heard).toEqual(['missed', 'missed']);
  });

  test('a session that has ended leads to signing in; a wrong password does not', async () => {
    await sendTo(refusal(401, { code: 'login-failed' }))('POST', '/api/auth/login');
    expect(heard).toEqual([]);
    await sendTo(refusal(401, { code: 'login-needed' }))('GET', '/api/x');
    expect(heard).toEqual(['signed out']);
  });
});

test('a server that was away is asked again with a pause, and each return is told once', async () => {
  const due: (() => void)[] = [];
  let there = false;
  const { lost, returns, miss } = createConnection({ probe: async () => there, after: (_ms, act) => void due.push(act) });
  const pass = async (): Promise<void> => {
    due.splice(0).forEach((act) => act());
    await Promise.resolve();
    await Promise.resolve();
  };
  miss();
  miss();
  expect([lost.value, due.length]).toEqual([true, 1]);
  await pass();
  expect([lost.value, returns.value, due.length]).toEqual([true, 0, 1]);
  there = true;
  await pass();
  expect([lost.value, returns.value, due.length]).toEqual([false, 1, 0]);
  miss();
  await pass();
  expect(returns.value).toBe(2);
});

describe('words', () => {
  test('are Chinese until English is chosen, which is kept', () => {
    const [storage, page] = [shelf(), { lang: '' }];
    const { choice } = createLanguage({ storage, page });
    const say = choice.from({ hello: { zh: '你好，{name}', en: 'Hello {name}' }, count: { zh: '{n} 条', en: '{n} line | {n} lines' } });
    expect([say('hello', { name: '李' }), say('count', { n: 1 }), page.lang]).toEqual(['你好，李', '1 条', 'zh-CN']);
    choice.choose('en');
    expect([say('hello', { name: 'Li' }), say('count', { n: 1 }), say('count', { n: 2 }), say('count', { n: 0 }), page.lang]).toEqual(['Hello Li', '1 line', '2 lines', '0 lines', 'en']);
    expect(choice.pick({ zh: '售前' })).toBe('售前');
    expect(createLanguage({ storage, page }).choice.language.value).toBe('en');
  });

  test('every failure says what happened in both languages, and some what to do next', () => {
    const { choice } = createLanguage({ storage: shelf(), page: { lang: '' } });
    for (const code of [...Object.keys(errors), 'offline', 'timeout', 'bad-answer'] as Failure['code'][]) expect(failureWords({ code }, choice).what).not.toBe('');
    expect(failureLine({ code: 'login-failed' }, choice)).toBe('登录名或密码不正确。请检查大小写；忘记密码时请管理员重设。');
    choice.choose('en');
    expect(failureLine({ code: 'offline' }, choice)).toBe('The server cannot be reached. Check your network; it reconnects by itself.');
  });

  test('durations and moments', () => {
    expect([0, 400, 61_000, 3_600_000, 90_061_000].map((ms) => durationWords(ms, 'zh'))).toEqual(['0 秒', '1 秒', '1 分 1 秒', '1 小时', '1 天 1 小时']);
    const now = new Date(2026, 4, 6, 12, 0).getTime();
    expect(momentWords(new Date(2026, 4, 6, 9, 5).getTime(), now, 'zh')).toBe('09:05');
    expect(momentWords(new Date(2026, 4, 5, 9, 5).getTime(), now, 'zh')).toBe('5月5日 09:05');
    expect(momentWords(new Date(2025, 4, 5, 9, 5).getTime(), now, 'en')).toMatch(/May 5, 2025/);
  });

  test('a browser is named in two words', () => {
    expect(deviceWords('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0 wxwork/4.1 Safari/604.1')).toBe('WeCom · iOS');
    expect(deviceWords('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0')).toBe('Edge · Windows');
    expect([deviceWords('curl/8.0'), deviceWords(undefined)]).toEqual([undefined, undefined]);
  });
});

test('signing in leads only to pages of this app', () => {
  expect(placeAfter('/agents?q=1')).toBe('/agents?q=1');
  for (const to of [undefined, '', 'https://evil.example.com', '//evil.example.com', '/\\evil.example.com', '/sign-in?to=/x', ['/a']]) expect(placeAfter(to)).toBe('/');
});

describe('the menu', () => {
  test.each(roles)('shows to %s exactly the pages his role may open', (role) => {
    const shown = menuFor(pageGroups, (permission) => may(role, permission));
    const names = shown.flatMap(({ pages }) => pages.map(({ name }) => name));
    expect(names).toEqual(pageGroups.flatMap(({ pages }) => pages).filter(({ permission }) => may(role, permission)).map(({ name }) => name));
    expect(shown.every(({ pages }) => pages.length > 0)).toBe(true);
    expect(firstPage(pageGroups, (permission) => may(role, permission))?.name).toBe(names[0]);
  });

  test('an agent has none', () => expect(menuFor(pageGroups, (permission) => may('agent', permission))).toEqual([]));
});
