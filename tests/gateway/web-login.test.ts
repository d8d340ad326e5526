import { EntriesAnswer, FactsAnswer, WebLoginAnswer } from '../../shared/http/visitor';
import { hashToken } from '../../server/gateway/tokens';
import { chatPage, connect, enter, speak } from './chat-page';
import { bearer, read } from './house';
import { merchantSigns } from './merchant-signs';
import { refusal } from './staff-of';
import { device, openWebShop, SECRET, type WebShop } from './web-shop';

let shop: WebShop;
beforeEach(async () => {
  shop = await openWebShop();
});
afterEach(() => shop.house.close());

const visitorOf = async (token: string): Promise<string> => (await shop.house.floor.desk.visitor.session(hashToken(token)))?.visitor ?? 'nobody';
const subjects = async (token: string): Promise<string[]> =>
  (await shop.house.floor.records.people.identities(await visitorOf(token))).map(({ provider, account, subject }) => `${provider} ${account} ${subject}`);
const factsOf = async (token: string) => (await shop.house.floor.records.people.visitorById(await visitorOf(token)))?.facts;

test('a browser is the same visitor again by its secret, which is stored nowhere', async () => {
  const first = read(WebLoginAnswer, await shop.login({ device: device('a') }));
  expect(first).toMatchObject({ identified: false, expiresAt: shop.house.floor.clock.now + 7 * 86_400_000 });
  const again = await shop.signIn({ device: device('a') });
  const another = await shop.signIn({ device: device('b') });
  expect(again.token).not.toBe(first.token);
  expect(await visitorOf(again.token)).toBe(await visitorOf(first.token));
  expect(await visitorOf(another.token)).not.toBe(await visitorOf(first.token));
  expect(await subjects(first.token)).toEqual([expect.stringMatching(/^web page device:[A-Za-z0-9_-]{43}$/)]);
  expect(JSON.stringify(await shop.house.floor.records.people.exportVisitor(await visitorOf(first.token)))).not.toContain(device('a'));
});

test('the same browser is somebody else on another site', async () => {
  const here = await shop.signIn({ device: device('a') });
  const there = await shop.signIn({ site: 'other', device: device('a') });
  const tail = (all: string[]): string => String(all[0]).split(' ')[2] ?? '';
  expect(tail(await subjects(there.token))).not.toBe(tail(await subjects(here.token)));
});

test('whom the shop signs is the same visitor in two browsers, with the facts of the last login', async () => {
  const office = await shop.signIn({ device: device('a'), identity: shop.identity('user-7', { level: 'gold' }) });
  const home = await shop.signIn({ device: device('b'), identity: shop.identity('user-7', { level: 'gold', orderNo: 'A1' }) });
  expect([office.identified, home.identified]).toEqual([true, true]);
  expect(await visitorOf(home.token)).toBe(await visitorOf(office.token));
  expect(await subjects(home.token)).toEqual(['web page user-7']);
  expect(await factsOf(office.token)).toEqual({ level: 'gold', orderNo: 'A1' });
});

test('two browsers of one user have one conversation and read the same words', async () => {
  await shop.house.floor.online('li');
  const address = await shop.house.side.listen();
  const [office, home] = await Promise.all(['a', 'b'].map(async (letter) => {
    const page = await connect(address);
    page.say({ type: 'hello', token: (await shop.signIn({ device: device(letter), identity: shop.identity('user-7') })).token });
    await page.next('ready');
    return page;
  }));
  if (!office || !home) throw new Error('no pages');
  const { conversation } = await enter(office, 'vip');
  expect((await enter(home, 'vip')).conversation).toBe(conversation);
  await speak(office, 'vip', '在吗');
  const told = await home.next('messages', ({ messages }) => messages.some(({ from }) => from === 'visitor'));
  expect(told.messages.filter(({ from }) => from === 'visitor').map(({ body }) => body)).toEqual([{ kind: 'text', text: '在吗' }]);
  const stranger = await chatPage(shop.house, address, 'o1');
  stranger.say({ type: 'open', entry: 'vip', clientId: 'client-wechat' });
  expect(await stranger.next('refused')).toMatchObject({ code: 'entry-unknown' });
});

test('what was said before the visitor was known stays with his device', async () => {
  await shop.house.floor.online('li');
  const before = await shop.signIn({ device: device('a') });
  await shop.house.http.inject({ method: 'POST', url: '/api/visitor/left-messages', headers: bearer(before.token), payload: { entry: 'vip', text: '匿名的话', clientId: 'client-anonymous' } });
  const known = await shop.signIn({ device: device('a'), identity: shop.identity('user-7') });
  const conversations = async (token: string) => (await shop.house.http.inject({ url: '/api/visitor/conversations', headers: bearer(token) })).json().conversations.length as number;
  expect([await conversations(before.token), await conversations(known.token), await conversations((await shop.signIn({ device: device('a') })).token)]).toEqual([1, 0, 1]);
});

test.each([
  ['forged', () => merchantSigns('a guess', { facts: { level: 'gold' }, exp: shop.house.floor.clock.now / 1000 + 60, subject: 'user-7' })],
  ['signed by another site', () => merchantSigns('the secret of the other', { facts: {}, exp: shop.house.floor.clock.now / 1000 + 60, subject: 'user-7' })],
  ['over', () => shop.identity('user-7', {}, { exp: shop.house.floor.clock.now / 1000 })],
  ['valid for too long', () => shop.identity('user-7', {}, { exp: shop.house.floor.clock.now / 1000 + 86_500 })],
  ['of nobody', () => shop.identity(undefined, { level: 'gold' })],
  ['of a device', () => shop.identity(`device:${'A'.repeat(43)}`)],
  ['no JSON', () => merchantSigns(SECRET, '{')],
] as const)('an identity that is %s is ignored, and the answer tells so', async (_, identity) => {
  const anonymous = await shop.signIn({ device: device('a') });
  const ignored = await shop.signIn({ device: device('a'), identity: identity() });
  expect(ignored.identified).toBe(false);
  expect(await visitorOf(ignored.token)).toBe(await visitorOf(anonymous.token));
  expect(await factsOf(ignored.token)).toEqual({});
});

test('only web sites are signed in to so, by their own keys', async () => {
  for (const site of ['shop', 'nowhere', '__proto__', 'constructor', '']) {
    expect([site, ...refusal(await shop.login({ site, device: device('a') }))]).toEqual([site, 404, 'site-unknown']);
  }
  // A key that a platform's account has, too, would make visitors of the one those of the other.
  await shop.house.floor.publish((config) => {
    config.sites.push({ key: 'wx0000000000000001', name: 'Twin', kind: 'web', origins: [] });
  });
  expect(refusal(await shop.login({ site: 'wx0000000000000001', device: device('a') }))).toEqual([404, 'site-unknown']);
});

test('a mini-program without an appid of its own takes no web page’s visitors', async () => {
  await shop.house.floor.publish((config) => {
    delete config.sites[0]?.appId;
  });
  const { token } = await shop.signIn({ device: device('a') });
  const { entries, site } = read(EntriesAnswer, await shop.house.http.inject({ url: '/api/visitor/entries', headers: bearer(token) }));
  expect([site.name, entries.map(({ key }) => key)]).toEqual(['网店', ['vip', 'order']]);
});

test.each([
  ['a short secret', { device: 'a'.repeat(42) }], ['none', {}], ['another alphabet', { device: '+'.repeat(43) }], ['a number', { device: 7 }],
  ['an identity of another form', { device: device('a'), identity: 'x' }], ['no site', { device: device('a'), site: null }],
])('%s is refused', async (_, request) => {
  expect(refusal(await shop.login(request))).toEqual([400, 'bad-request']);
});

test('logins from one address are slowed down, from another they go on', async () => {
  for (let i = 0; i < 120; i += 1) await shop.login({ device: device('a') });
  const slowed = await shop.login({ device: device('a') });
  expect([...refusal(slowed), slowed.headers['retry-after']]).toEqual([429, 'too-many-requests', '60']);
  const elsewhere = await shop.house.http.inject({ method: 'POST', url: '/api/visitor/web-login', payload: { site: 'page', device: device('a') }, remoteAddress: '192.0.2.7' });
  expect(elsewhere.statusCode).toBe(200);
  shop.house.floor.clock.pass(60_000);
  expect((await shop.login({ device: device('a') })).statusCode).toBe(200);
});

describe('facts after login', () => {
  const bring = (token: string, signed: object) => shop.house.http.inject({ method: 'POST', url: '/api/visitor/facts', headers: bearer(token), payload: signed });
  const believed = async (token: string, signed: object) => read(FactsAnswer, await bring(token, signed)).believed;

  test('replace what was known, and only right ones about this visitor change anything', async () => {
    const { token } = await shop.signIn({ device: device('a'), identity: shop.identity('user-7', { level: 'gold' }) });
    const past = { exp: Math.floor(shop.house.floor.clock.now / 1000) };
    const wrong = [merchantSigns('a guess', { facts: {}, exp: past.exp + 60 }), shop.identity('user-7', {}, past), shop.identity('user-8', {}), merchantSigns(SECRET, 'null')];
    for (const one of wrong) expect(await believed(token, one)).toBe(false);
    expect(await factsOf(token)).toEqual({ level: 'gold' });
    expect(await believed(token, shop.identity('user-7', { orderNo: 'B2' }))).toBe(true);
    expect(await factsOf(token)).toEqual({ orderNo: 'B2' });
    expect(await believed(token, shop.identity(undefined, { orderNo: 'B3' }))).toBe(true);
    expect(await factsOf(token)).toEqual({ orderNo: 'B3' });
  });

  test('the same facts again leave no second trace, whatever the order of their fields', async () => {
    const { token } = await shop.signIn({ device: device('a'), identity: shop.identity('user-7', { level: 'gold', orderNo: 'A1' }) });
    await shop.signIn({ device: device('a'), identity: shop.identity('user-7', { orderNo: 'A1', level: 'gold' }) });
    expect(await believed(token, shop.identity('user-7', { level: 'gold', orderNo: 'A1' }))).toBe(true);
    const audits = await shop.house.floor.records.config.audits({ object: `visitor:${await visitorOf(token)}`, limit: 10 });
    expect(audits.map(({ action, by }) => `${action} by ${by}`)).toEqual(['save-facts by site:page']);
  });

  test('need a login and are slowed down', async () => {
    expect(refusal(await bring('x'.repeat(43), shop.identity('user-7')))).toEqual([401, 'login-needed']);
    const { token } = await shop.signIn({ device: device('a') });
    expect(refusal(await bring(token, { payload: 1 }))).toEqual([400, 'bad-request']);
    for (let i = 0; i < 60; i += 1) await bring(token, shop.identity('user-7'));
    expect(refusal(await bring(token, shop.identity('user-7')))).toEqual([429, 'too-many-requests']);
  });
});
