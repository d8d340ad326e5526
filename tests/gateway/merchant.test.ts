import { MerchantConversationsAnswer, MerchantFactsAnswer, MerchantMessagesAnswer } from '../../shared/http/merchant';
import { signedFacts } from '../../server/gateway/merchant/signed-facts';
import { agent, APPID, entry, toAgent } from '../desk/floor';
import { bearer, openHouse, read, type House } from './house';
import { merchantSigns } from './merchant-signs';
import { type Caller, callerWith, refusal, staffOf } from './staff-of';

let house: House;
let shop: Caller;
let other: Caller;
let admin: Caller;
const OTHER = 'wx0000000000000002';
beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li'), agent('wang')],
    entries: [entry('vip', [toAgent('li')], { variants: [{ when: { level: 'gold' }, ladder: [toAgent('wang')] }] }), entry('there', [toAgent('li')], { site: 'other', isDefault: true })],
  });
  await house.floor.publish((config) => {
    config.sites.push({ key: 'other', name: 'Other', kind: 'mini-program', appId: OTHER, origins: [] });
    config.entries.forEach((one) => { one.isDefault = true; });
  });
  admin = await staffOf(house, 'admin');
  shop = await keyOf('shop');
  other = await keyOf('other');
});
afterEach(() => house.close());

async function keyOf(site: string): Promise<Caller> {
  const made = await admin.send('POST', `/api/ops/sites/${site}/api-keys`, { name: 'test' });
  return callerWith(house, bearer(made.json().key));
}
const facts = (who: object, said: object = { level: 'gold' }) => ({ ...who, facts: said });
const search = async (caller: Caller, query: object = {}) =>
  read(MerchantConversationsAnswer, await caller.send('POST', '/api/merchant/conversations/search', query)).conversations;

test('without a key, with a wrong one or a revoked one nobody gets in', async () => {
  const { keys } = (await admin.get('/api/ops/sites/shop/access')).json();
  const stranger = callerWith(house, {});
  const guesser = callerWith(house, bearer('x'.repeat(43)));
  const staff = await staffOf(house, 'admin');
  for (const caller of [stranger, guesser, staff]) expect(refusal(await caller.send('PUT', '/api/merchant/visitor-facts', facts({ subject: 'o1' })))).toEqual([401, 'login-needed']);
  expect((await shop.send('POST', '/api/merchant/conversations/search', {})).statusCode).toBe(200);
  await admin.send('DELETE', `/api/ops/sites/shop/api-keys/${keys[0].id}`);
  expect(refusal(await shop.send('POST', '/api/merchant/conversations/search', {}))).toEqual([401, 'login-needed']);
  expect(await house.floor.records.people.apiKeys('shop')).toEqual([]);
});

test('facts set before the first visit decide where the visitor goes, and setting them twice does it once', async () => {
  await house.floor.online('li', 'wang');
  const first = read(MerchantFactsAnswer, await shop.send('PUT', '/api/merchant/visitor-facts', facts({ subject: 'o1' })));
  expect(read(MerchantFactsAnswer, await shop.send('PUT', '/api/merchant/visitor-facts', facts({ subject: 'o1' })))).toEqual(first);
  const opened = await house.floor.enter('o1', 'vip');
  expect(opened).toMatchObject({ visitor: first.visitor, agent: 'wang' });
  expect(read(MerchantFactsAnswer, await shop.send('PUT', '/api/merchant/visitor-facts', facts({ visitor: first.visitor }, { name: '王' }))).facts).toEqual({ name: '王' });
  expect((await house.floor.records.people.visitorById(first.visitor))?.facts).toEqual({ name: '王' });
});

test('a key sees and does nothing beyond its own site', async () => {
  await house.floor.online('li');
  const { id, visitor } = await house.floor.say('o1', '在吗');
  const theirs = read(MerchantFactsAnswer, await other.send('PUT', '/api/merchant/visitor-facts', facts({ subject: 'o1' })));
  expect(theirs.visitor).not.toBe(visitor);
  expect(await search(other)).toEqual([]);
  expect(await search(other, { visitor })).toEqual([]);
  expect(await search(other, { subject: 'o1' })).toEqual([]);
  expect(refusal(await other.get(`/api/merchant/conversations/${id}/messages`))).toEqual([404, 'conversation-unknown']);
  expect(refusal(await other.send('PUT', '/api/merchant/visitor-facts', facts({ visitor })))).toEqual([404, 'not-found']);
  expect((await other.send('POST', '/api/merchant/visitors/erase', { visitor })).json()).toEqual({ erased: false });
  expect((await house.floor.records.people.visitorById(visitor))?.facts).toEqual({});
  expect((await search(shop)).map((one) => one.id)).toEqual([id]);
  for (const path of ['/api/ops/visitors', '/api/agent/status', '/api/auth/me']) expect((await shop.get(path)).statusCode).toBe(401);
});

test('conversations and what was said in them, without what colleagues note for each other', async () => {
  await house.floor.online('li');
  const { id, visitor } = await house.floor.say('o1', '在吗');
  await house.floor.desk.agent.reply({ conversation: id, key: 'n', agent: 'li', body: { kind: 'text', text: '难缠' }, note: true });
  await house.floor.desk.agent.reply({ conversation: id, key: 'r', agent: 'li', body: { kind: 'text', text: '在的' } });
  const url = `/api/merchant/conversations/${id}/messages`;
  const all = read(MerchantMessagesAnswer, await shop.get(url));
  expect(all.messages.map((one) => one.body)).toEqual(expect.arrayContaining([{ kind: 'text', text: '在吗' }, { kind: 'text', text: '在的' }]));
  expect(JSON.stringify(all)).not.toContain('难缠');
  expect(read(MerchantMessagesAnswer, await shop.get(`${url}?after=${all.seq}`)).messages).toEqual([]);
  expect((await search(shop, { subject: 'o1', state: 'assigned' })).map((one) => one.id)).toEqual([id]);
  expect(await search(shop, { visitor, state: 'closed' })).toEqual([]);
  for (const wrong of [{ state: 'none' }, { limit: 0 }, { subject: 'a', visitor: 'b' }]) expect(refusal(await shop.send('POST', '/api/merchant/conversations/search', wrong))).toEqual([400, 'bad-request']);
  expect(refusal(await shop.get(`${url}?after=x`))).toEqual([400, 'bad-request']);
});

test('a list goes on behind the last one seen', async () => {
  for (const openid of ['o1', 'o2', 'o3']) {
    await house.floor.say(openid, '在吗');
    house.floor.clock.pass(1000);
  }
  const [newest, second] = await search(shop, { limit: 2 });
  const rest = await search(shop, { limit: 2, before: second?.id });
  expect([newest, second, ...rest].map((one) => one?.openedAt)).toEqual([2, 1, 0].map((i) => house.floor.clock.now - 3000 + i * 1000));
});

test('a visitor is erased once; again there is nothing to erase', async () => {
  const { visitor } = await house.floor.say('o1', '我的电话 13800000000');
  expect((await shop.send('POST', '/api/merchant/visitors/erase', { subject: 'o1' })).json()).toEqual({ erased: true });
  expect((await shop.send('POST', '/api/merchant/visitors/erase', { subject: 'o1' })).json()).toEqual({ erased: false });
  expect(await house.floor.records.people.visitorById(visitor)).toBeUndefined();
  const { audits } = (await admin.get(`/api/ops/audits?object=visitor:${visitor}`)).json();
  expect(audits).toMatchObject([{ action: 'erase', role: 'merchant', by: expect.stringMatching(/^key:/) }]);
});

test('a request must name one visitor, with facts of the known form', async () => {
  for (const body of [facts({}), facts({ visitor: 'a', subject: 'b' }), { subject: 'o1' }, facts({ subject: '' }), facts({ subject: 'o1' }, { level: 5 })]) {
    expect(refusal(await shop.send('PUT', '/api/merchant/visitor-facts', body))).toEqual([400, 'bad-request']);
  }
  expect(refusal(await shop.send('PUT', '/api/merchant/visitor-facts', facts({ subject: 'o1' }, { strange: 1 })))).toEqual([400, 'unknown-field']);
  for (const body of [{}, { visitor: 'a', subject: 'b' }]) expect(refusal(await shop.send('POST', '/api/merchant/visitors/erase', body))).toEqual([400, 'bad-request']);
});

test('a loop gone wild is slowed down with when to try again, and so are guesses', async () => {
  for (let i = 0; i < 600; i += 1) await shop.send('POST', '/api/merchant/conversations/search', {});
  const slowed = await shop.send('POST', '/api/merchant/conversations/search', {});
  expect([...refusal(slowed), slowed.headers['retry-after']]).toEqual([429, 'too-many-requests', '60']);
  expect((await other.send('POST', '/api/merchant/conversations/search', {})).statusCode).toBe(200);
  const guesser = callerWith(house, bearer('y'.repeat(43)));
  for (let i = 0; i < 30; i += 1) expect((await guesser.get('/api/merchant/conversations/x/messages')).statusCode).toBe(401);
  expect((await guesser.get('/api/merchant/conversations/x/messages')).statusCode).toBe(429);
  house.floor.clock.pass(60_000);
  expect((await shop.send('POST', '/api/merchant/conversations/search', {})).statusCode).toBe(200);
});

describe('facts a phone brings along', () => {
  const NOW = Date.UTC(2026, 0, 7, 4);
  const sign = (content: unknown, secret = 'secret') => merchantSigns(secret, content);
  const good = { facts: { level: 'gold' }, exp: NOW / 1000 + 60 };

  test('count when signed by the site and in time', () => {
    expect(signedFacts('secret', sign(good), NOW)).toEqual(good);
    expect(signedFacts('secret', sign({ ...good, subject: 'o1' }), NOW)).toEqual({ ...good, subject: 'o1' });
  });

  test('are not believed when forged, changed, over, too long or of another form', () => {
    const changed = { ...sign(good), payload: sign({ ...good, facts: { level: 'diamond' } }).payload };
    const wrong = [
      sign(good, 'other'), changed, { ...sign(good), signature: '0'.repeat(64) }, sign({ ...good, exp: NOW / 1000 }), sign({ ...good, exp: NOW / 1000 + 90_000 }),
      sign({ ...good, facts: { strange: 1 } }), sign({ facts: {} }), sign({ ...good, subject: 'a\u0000b' }), sign({ ...good, facts: { tags: ['\u0000'] } }), sign('{'), sign('null'), { ...sign(good), signature: sign(good).signature.slice(2) },
    ];
    for (const one of wrong) expect(signedFacts('secret', one, NOW)).toBeUndefined();
  });

  test('decide the ladder at login; forged ones and those about somebody else are ignored and the login goes on', async () => {
    const secret: string = (await admin.send('POST', '/api/ops/sites/shop/secret')).json().secret;
    const login = (openid: string, given: object) => house.http.inject({ method: 'POST', url: '/api/visitor/login', payload: { code: `code-${openid}`, facts: given } });
    const token = { facts: { level: 'gold' }, exp: house.floor.clock.now / 1000 + 60, subject: 'o1' };
    await house.floor.online('li', 'wang');
    expect((await login('o1', sign(token, secret))).statusCode).toBe(200);
    expect((await login('o2', sign({ ...token, subject: 'o2' }, 'guessed'))).statusCode).toBe(200);
    expect((await login('o3', sign(token, secret))).statusCode).toBe(200);
    expect([(await house.floor.enter('o1', 'vip')).agent, (await house.floor.enter('o2', 'vip')).agent, (await house.floor.enter('o3', 'vip')).agent]).toEqual(['wang', 'li', 'li']);
    expect(await house.floor.records.people.visitorKnownAs({ provider: 'wechat', account: APPID, subject: 'o1' })).toBeDefined();
  });
});
