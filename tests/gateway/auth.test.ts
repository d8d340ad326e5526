import { Value } from '@sinclair/typebox/value';
import { Me, SessionsAnswer, StaffLoginAnswer } from '../../shared/http/auth';
import { hashPassword, isPassword } from '../../server/gateway/auth/password';
import { networkOf } from '../../server/gateway/network-of';
import type { Role } from '../../shared/permissions';
import { agent, entry, toAgent } from '../desk/floor';
import { bearer, openHouse, read, type House } from './house';

const PASSWORD = 'correct horse battery';
let house: House;
let hash: string;

beforeAll(async () => { hash = await hashPassword(PASSWORD); });
beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
  await person('boss', 'admin');
});
afterEach(() => house.close());

const person = (login: string, role: Role, disabled = false) =>
  house.floor.records.people.saveStaff({ id: `id-${login}`, login, name: login.toUpperCase(), role, passwordHash: hash, disabled });
const login = (name: string, password = PASSWORD, headers: Record<string, string> = {}) =>
  house.http.inject({ method: 'POST', url: '/api/auth/login', payload: { login: name, password }, headers });
const cookie = (answer: Awaited<ReturnType<typeof login>>): string => String(answer.headers['set-cookie']).split(';')[0] ?? '';

test('a password is kept as scrypt with its cost, and only it opens', async () => {
  expect(hash).toMatch(/^scrypt\$32768\$8\$1\$/);
  expect(await isPassword(PASSWORD, hash)).toBe(true);
  for (const wrong of ['', 'correct horse batterz', `${PASSWORD} `]) expect(await isPassword(wrong, hash)).toBe(false);
  for (const broken of ['', 'scrypt$1$1$1$x$y', hash.slice(0, -10), PASSWORD, undefined]) expect(await isPassword(PASSWORD, broken)).toBe(false);
  expect(await hashPassword(PASSWORD)).not.toBe(hash);
});

test('signing in gives a cookie scripts cannot read, a token for programs, and what he may do', async () => {
  const answer = await login('boss');
  expect(answer.statusCode).toBe(200);
  expect(Value.Check(StaffLoginAnswer, answer.json())).toBe(true);
  expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; SameSite=Lax; Expires=[^;]+GMT$/);
  expect(answer.json().me).toMatchObject({ login: 'boss', role: 'admin' });
  const byToken = await house.http.inject({ url: '/api/auth/me', headers: bearer(answer.json().token) });
  const byCookie = await house.http.inject({ url: '/api/auth/me', headers: { cookie: `a=b; ${cookie(answer)}` } });
  expect(Value.Check(Me, byToken.json())).toBe(true);
  expect(byCookie.json()).toEqual(byToken.json());
});

test('a wrong password, an unknown name and somebody disabled are refused alike', async () => {
  await person('gone', 'ops', true);
  const answers = [await login('boss', 'wrong'), await login('nobody'), await login('gone'), await login('__proto__')];
  expect(answers.map((one) => [one.statusCode, one.body])).toEqual(answers.map(() => [401, answers[0]?.body]));
  expect(answers[0]?.json().code).toBe('login-failed');
  expect(answers.every((one) => one.headers['set-cookie'] === undefined)).toBe(true);
});

test('guessing one login is slowed down, with when to try again; a later window opens', async () => {
  for (let i = 0; i < 10; i += 1) expect((await login('boss', 'wrong')).statusCode).toBe(401);
  const slowed = await login('boss');
  expect([slowed.statusCode, slowed.json().code, slowed.headers['retry-after']]).toEqual([429, 'too-many-requests', '300']);
  house.floor.clock.pass(300_000);
  expect((await login('boss')).statusCode).toBe(200);
});

test('guessing many logins from one address is slowed down too', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => login(`n${i}`)));
  expect(answers.map((one) => one.statusCode)).toEqual(answers.map(() => 401));
  expect((await login('boss')).statusCode).toBe(429);
});

test('an IPv6 home counts as one network', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe(networkOf('2001:db8:1:2::9'));
  expect(networkOf('2001:db8:1:3::9')).not.toBe(networkOf('2001:db8:1:2::9'));
  expect(networkOf('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
});

test('a write with the cookie needs the header other sites cannot set; a token does not', async () => {
  const answer = await login('boss');
  const logout = (headers: Record<string, string>) => house.http.inject({ method: 'POST', url: '/api/auth/logout', headers });
  const forged = await logout({ cookie: cookie(answer) });
  expect([forged.statusCode, forged.json().code]).toEqual([403, 'origin-refused']);
  expect((await logout({ cookie: cookie(answer), 'x-zhida-csrf': '1' })).statusCode).toBe(204);
  expect((await house.http.inject({ url: '/api/auth/me', headers: bearer(answer.json().token) })).statusCode).toBe(401);
  expect((await logout(bearer((await login('boss')).json().token))).statusCode).toBe(204);
});

test('a page that begins is told who is signed in, and that nobody is, without a refusal', async () => {
  const session = (headers: Record<string, string>) => house.http.inject({ url: '/api/auth/session', headers });
  const answer = await login('boss');
  expect((await session({ cookie: cookie(answer) })).json()).toEqual({ me: answer.json().me, wecom: false });
  for (const headers of [{}, bearer('x'.repeat(43)), { cookie: 'zhida_session=nonsense' }]) {
    const nobody = await session(headers);
    expect([nobody.statusCode, nobody.json()]).toEqual([200, { wecom: false }]);
  }
});

test('sessions are listed and ended one by one, and only one\'s own', async () => {
  await person('other', 'ops');
  const first = (await login('boss')).json().token;
  const second = (await login('boss', PASSWORD, { 'user-agent': 'phone' })).json().token;
  const others = (await login('other')).json().token;
  const list = await house.http.inject({ url: '/api/auth/sessions', headers: bearer(first) });
  expect(Value.Check(SessionsAnswer, list.json())).toBe(true);
  expect(list.json().sessions).toHaveLength(2);
  const { id } = read(SessionsAnswer, list).sessions.find((one) => one.userAgent === 'phone') ?? { id: '' };
  const end = (token: unknown) => house.http.inject({ method: 'DELETE', url: `/api/auth/sessions/${id}`, headers: bearer(token) });
  expect((await end(others)).statusCode).toBe(404);
  expect((await end(first)).statusCode).toBe(204);
  expect((await house.http.inject({ url: '/api/auth/me', headers: bearer(second) })).statusCode).toBe(401);
  expect((await house.http.inject({ url: '/api/auth/me', headers: bearer(first) })).statusCode).toBe(200);
});

test('a new password needs the old one, ends all sessions and is audited without it', async () => {
  const { token } = (await login('boss')).json();
  const change = (payload: object) => house.http.inject({ method: 'POST', url: '/api/auth/password', headers: bearer(token), payload });
  expect((await change({ current: 'wrong', next: 'a longer password' })).statusCode).toBe(401);
  expect((await change({ current: PASSWORD, next: 'short' })).statusCode).toBe(400);
  expect((await change({ current: PASSWORD, next: 'a longer password' })).statusCode).toBe(204);
  expect((await house.http.inject({ url: '/api/auth/me', headers: bearer(token) })).statusCode).toBe(401);
  expect((await login('boss')).statusCode).toBe(401);
  expect((await login('boss', 'a longer password')).statusCode).toBe(200);
  const audits = await house.floor.records.config.audits({ limit: 10 });
  expect(audits.map((one) => one.action)).toContain('password-changed');
  expect(JSON.stringify(audits)).not.toContain('longer');
});

test('somebody who is disabled is out at once', async () => {
  const { token } = (await login('boss')).json();
  await person('second', 'admin');
  await person('boss', 'admin', true);
  expect((await house.http.inject({ url: '/api/auth/me', headers: bearer(token) })).statusCode).toBe(401);
});

test('a visitor\'s token opens nothing of the staff, and the other way round', async () => {
  const visitor = await house.token('o1');
  const staff = (await login('boss')).json().token;
  expect((await house.http.inject({ url: '/api/auth/me', headers: bearer(visitor) })).statusCode).toBe(401);
  expect((await house.http.inject({ url: '/api/visitor/entries', headers: bearer(staff) })).statusCode).toBe(401);
});
