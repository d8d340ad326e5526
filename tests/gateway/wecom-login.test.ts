import type { SignedIn, StaffStart } from '../../server/sign-in/sign-in';
import type { Role } from '../../shared/permissions';
import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, type House } from './house';

const START = '/api/auth/wecom';
const BACK = '/api/auth/wecom/callback';
const member = (subject: string): SignedIn => ({ kind: 'identity', identity: { provider: 'wecom', account: 'ww1', subject } });

let house: House;
let answer: SignedIn;
let asked: { starts: StaffStart[]; codes: string[] };

beforeEach(async () => {
  asked = { starts: [], codes: [] };
  answer = member('w-li');
  house = await openHouse({ agents: [agent('li'), agent('wang'), agent('gone', { disabled: true })], entries: [entry('vip', [toAgent('li')])] }, {
    staffSignIn: {
      page: (start) => { asked.starts.push(start); return `https://wecom.invalid/page?state=${start.state}`; },
      staff: async (code) => { asked.codes.push(code); return answer; },
    },
  });
  await person('li', 'agent', 'li');
});
afterEach(() => house.close());

const person = (login: string, role: Role, key: string, disabled = false) =>
  house.floor.records.people.saveStaff({ id: `id-${login}`, login, name: login, role, disabled, agent: key });
const get = (url: string, headers: Record<string, string> = {}) => house.http.inject({ url, headers });
type Answer = Awaited<ReturnType<typeof get>>;
const cookies = (given: Answer): string[] => [given.headers['set-cookie'] ?? []].flat();
const cookie = (given: Answer, name: string): string => cookies(given).map((one) => one.split(';')[0] ?? '').find((one) => one.startsWith(`${name}=`)) ?? '';
const stateOf = (given: Answer): string => new URL(String(given.headers.location)).searchParams.get('state') ?? '';

async function begin(query = ''): Promise<{ state: string; kept: string }> {
  const started = await get(`${START}${query}`);
  expect(started.statusCode).toBe(302);
  return { state: stateOf(started), kept: cookie(started, 'zhida_sign_in') };
}
async function signIn(query = ''): Promise<Answer> {
  const { state, kept } = await begin(query);
  return get(`${BACK}?code=CODE&state=${state}`, { cookie: kept });
}
const refusal = (given: Answer): unknown[] => [given.statusCode, given.json().code, cookie(given, 'zhida_session')];

test('the browser is sent to WeCom with a state of letters and digits, which only its own cookie carries', async () => {
  const started = await get(START, { 'user-agent': 'Mozilla wxwork/4.1', 'accept-language': 'en' });
  expect([started.statusCode, started.headers['cache-control'], started.headers['referrer-policy']]).toEqual([302, 'no-store', 'no-referrer']);
  expect(asked.starts).toEqual([{ userAgent: 'Mozilla wxwork/4.1', back: `http://127.0.0.1${BACK}`, state: stateOf(started), language: 'en' }]);
  expect(stateOf(started)).toMatch(/^[a-zA-Z0-9]{16,128}$/);
  expect(cookies(started)).toEqual([expect.stringMatching(/^zhida_sign_in=.*; Path=\/api\/auth\/wecom; HttpOnly; SameSite=Lax; Max-Age=600$/)]);
  expect(stateOf(await get(START))).not.toBe(stateOf(started));
});

test('back with the code he has the same session as by his password, and the role of his staff record', async () => {
  await person('li', 'supervisor', 'li');
  const back = await signIn('?return=%2Fworkbench%2Fc%2F1%3Fa%3D1');
  expect([back.statusCode, back.headers.location]).toEqual([302, '/workbench/c/1?a=1']);
  expect(cookies(back).find((one) => one.startsWith('zhida_session='))).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Expires=/);
  expect(cookies(back).find((one) => one.startsWith('zhida_sign_in='))).toMatch(/Max-Age=0/);
  const me = await get('/api/auth/me', { cookie: cookie(back, 'zhida_session') });
  expect(me.json()).toMatchObject({ login: 'li', role: 'supervisor', agent: 'li' });
  expect(asked.codes).toEqual(['CODE']);
  const [audit] = await house.floor.records.config.audits({ limit: 1 });
  expect(audit).toMatchObject({ action: 'signed-in', object: 'staff:li', detail: '{"way":"wecom"}' });
  expect((await signIn()).headers.location).toBe('/workbench');
});

test.each<[Role, string, string | undefined, string]>([
  ['agent', 'li', undefined, '/workbench'], ['agent', 'li', '/console/entries', '/workbench'], ['supervisor', 'li', '/console/board', '/console/board'], ['ops', 'li', undefined, '/console'],
  ['ops', 'li', '/workbench', '/console'], ['admin', 'li', undefined, '/console'], ['admin', 'li', '/workbench', '/workbench'],
])('an %s who answers as %s and wanted %s lands on %s', async (role, key, wanted, place) => {
  await person('li', role, key);
  expect((await signIn(wanted === undefined ? '' : `?return=${encodeURIComponent(wanted)}`)).headers.location).toBe(place);
});

test.each([
  '//evil.invalid', 'https://evil.invalid/workbench', '/workbenchevil', '/\\evil.invalid', '/workbench/..//evil.invalid', '/workbench\\@evil.invalid', '/workbench/%0d%0aset-cookie:a=b', 'javascript:alert(1)', '/api/auth/logout', '',
])('a return to %j is no page of ours', async (to) => {
  const started = await get(`${START}?return=${encodeURIComponent(to)}`);
  expect([started.statusCode, started.json().code, cookies(started)]).toEqual([400, 'bad-request', []]);
});

/** The same cookie with its last character another one each: with some the bytes stay the same. */
const respelt = (kept: string): string[] => [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((last) => kept.slice(0, -1) + last).filter((one) => one !== kept);

test('another browser, another state, a changed cookie and a late one get nowhere, and WeCom is not asked', async () => {
  const { state, kept } = await begin('?return=/console');
  const other = await begin();
  const forged = kept.replace(/\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]{43})$/, `.${Buffer.from('//evil.invalid').toString('base64url')}$1`);
  expect(forged).not.toBe(kept);
  const tries: [string, string][] = [[state, ''], [state, other.kept], [other.state, kept], ['', kept], [state, forged], ...respelt(kept).map((one): [string, string] => [state, one])];
  for (const [given, carried] of tries) {
    const back = await get(`${BACK}?code=CODE&state=${given}`, { cookie: carried });
    expect([carried, ...refusal(back)]).toEqual([carried, 401, 'sign-in-expired', '']);
  }
  expect(refusal(await get(`${BACK}?state=${state}`, { cookie: kept }))).toEqual([401, 'sign-in-expired', '']);
  house.floor.clock.pass(600_000);
  expect(refusal(await get(`${BACK}?code=CODE&state=${state}`, { cookie: kept }))).toEqual([401, 'sign-in-expired', '']);
  expect(asked.codes).toEqual([]);
});

test.each([
  [{ kind: 'refused', why: 'login-code:40029' }, 401, 'sign-in-code-used'],
  [{ kind: 'refused', why: 'outsider' }, 403, 'not-a-member'],
  [{ kind: 'unavailable', why: 'settings:60020' }, 503, 'unavailable'],
  [member('w-nobody'), 403, 'not-bound'],
  [member('w-wang'), 403, 'not-bound'],
  [member('W-LI'), 403, 'not-bound'],
] satisfies [SignedIn, number, string][])('%j is refused with %i %s', async (given, status, code) => {
  answer = given;
  expect(refusal(await signIn())).toEqual([status, code, '']);
});

test('a login that is switched off, an agent who is, and a member with two logins do not get in', async () => {
  await person('gone', 'agent', 'gone');
  answer = member('w-gone');
  expect(refusal(await signIn())).toEqual([403, 'staff-disabled', '']);
  answer = member('w-li');
  await person('second', 'ops', 'li');
  expect(refusal(await signIn())).toEqual([403, 'bound-twice', '']);
  await person('li', 'agent', 'li', true);
  expect((await signIn()).statusCode).toBe(302);
  await person('second', 'agent', 'wang');
  expect(refusal(await signIn())).toEqual([403, 'staff-disabled', '']);
});

test('an agent who is only in the draft is nobody yet', async () => {
  const { config } = house.floor.records;
  const draft = await config.draft();
  const published = (await config.published())?.config;
  if (!published) throw new Error('nothing is published');
  const changed = { ...published, agents: published.agents.map((one) => (one.key === 'wang' ? { ...one, wecomUserId: 'w-new' } : one)) };
  await config.saveDraft({ config: changed, revision: draft?.revision ?? 1, by: 'test', now: 1, audit: { id: 'a1', at: 1, by: 'test', role: 'admin', action: 'save', object: 'config' } });
  await person('wang', 'agent', 'wang');
  answer = member('w-new');
  expect(refusal(await signIn())).toEqual([403, 'not-bound', '']);
});

test('a person reads the refusal on a page in his language, with its code and nothing of what he sent', async () => {
  const back = await get(`${BACK}?code=<b>&state=%22%3E<script>`, { accept: 'text/html,*/*', 'accept-language': 'en' });
  expect([back.statusCode, back.headers['content-type']]).toEqual([401, 'text/html; charset=utf-8']);
  expect(back.body).toContain('sign-in-expired');
  expect(back.body).toContain('began in another browser');
  expect(back.body).not.toMatch(/<script>|<b>/);
  expect(back.headers['content-security-policy']).toContain("default-src 'none'");
});

test('one address that comes back too often is slowed down', async () => {
  for (let i = 0; i < 60; i += 1) expect((await get(`${BACK}?code=CODE&state=x`)).statusCode).toBe(401);
  const { state, kept } = await begin();
  const slowed = await get(`${BACK}?code=CODE&state=${state}`, { cookie: kept });
  expect([...refusal(slowed), slowed.headers['retry-after']]).toEqual([429, 'too-many-requests', '', '300']);
});

test('without WeCom both addresses say so', async () => {
  const plain = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')])] });
  for (const url of [START, BACK]) expect((await plain.http.inject(url)).json().code).toBe('wecom-not-set-up');
  await plain.close();
});
