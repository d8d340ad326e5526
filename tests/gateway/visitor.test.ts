import { Value } from '@sinclair/typebox/value';
import { EntriesAnswer, EntryView, LeaveAnswer, LoginAnswer, OwnConversationsAnswer, OwnMessagesAnswer } from '../../shared/http/visitor';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { bearer, openHouse, read, textXml, type House } from './house';

let house: House;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li'), agent('wang'), agent('zhao')],
    groups: [group('after', ['wang'])],
    entries: [
      entry('pre', [toAgent('li')], { label: { zh: '售前', en: 'Sales' } }),
      entry('aftersales', [toAgent('li'), toGroup('after')]),
      entry('leave', [toAgent('zhao')], { overflow: { kind: 'leave-message' } }),
    ],
  });
});
afterEach(() => house.close());

const get = (url: string, token?: string, headers: Record<string, string> = {}) =>
  house.http.inject({ method: 'GET', url, headers: { ...headers, ...(token !== undefined && bearer(token)) } });
const post = (url: string, payload: unknown, token?: string) =>
  house.http.inject({ method: 'POST', url, headers: { 'content-type': 'application/json', ...(token !== undefined && bearer(token)) }, payload: JSON.stringify(payload) });
const states = async (token: string): Promise<Record<string, string>> => {
  const { entries } = read(EntriesAnswer, await get('/api/visitor/entries', token));
  return Object.fromEntries(entries.map((one) => [one.key, one.state.kind]));
};

test('a good code gives a token that is stored as a hash only, a bad one 401', async () => {
  const answer = await post('/api/visitor/login', { code: 'code-o1' });
  expect(answer.statusCode).toBe(200);
  expect(Value.Check(LoginAnswer, answer.json())).toBe(true);
  expect(answer.json().expiresAt).toBe(house.floor.clock.now + 7 * 86_400_000);
  const { token } = read(LoginAnswer, answer);
  expect(await house.floor.records.people.visitorSession(token, house.floor.clock.now)).toBeUndefined();
  const refused = await post('/api/visitor/login', { code: 'stolen' });
  expect([refused.statusCode, refused.json().code]).toEqual([401, 'code-refused']);
});

test.each([
  ['null', null], ['an array', [{ code: 'code-o1' }]], ['a number', { code: 1 }], ['nothing', {}], ['an empty code', { code: '' }],
  ['a prototype key', JSON.parse('{"__proto__":{"code":"code-o1"}}')], ['a text', 'code-o1'],
])('login with %s is 400', async (_, payload) => {
  const answer = await post('/api/visitor/login', payload);
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request']);
});

test('an unknown field is refused by name, in the language asked for', async () => {
  const answer = await house.http.inject({ method: 'POST', url: '/api/visitor/login', headers: { 'accept-language': 'fr, en;q=0.8, zh;q=0.3' }, payload: { code: 'code-o1', admin: true } });
  expect([answer.statusCode, answer.json().code, answer.json().message, answer.json().detail.field]).toEqual([400, 'unknown-field', 'The request has a field that is not known here', 'admin']);
});

test('too large is 413, a form is 415, broken JSON 400, deep nesting 400', async () => {
  const send = (payload: string, type = 'application/json') => house.http.inject({ method: 'POST', url: '/api/visitor/login', headers: { 'content-type': type }, payload });
  expect((await send(`{"code":"${'x'.repeat(1_100_000)}"}`)).statusCode).toBe(413);
  expect((await send('code=1', 'application/x-www-form-urlencoded')).statusCode).toBe(415);
  expect((await send('{"code":')).statusCode).toBe(400);
  expect((await send('')).statusCode).toBe(400);
  expect((await send(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).statusCode).toBe(400);
});

test('many codes from one address are slowed down', async () => {
  let last = await post('/api/visitor/login', { code: 'x' });
  for (let i = 0; i < 600; i += 1) last = await post('/api/visitor/login', { code: 'x' });
  expect([last.statusCode, last.headers['retry-after']]).toEqual([429, '60']);
});

test('G10 without a token nothing of a visitor is shown', async () => {
  for (const url of ['/api/visitor/entries', '/api/visitor/entries/pre', '/api/visitor/conversations', '/api/visitor/conversations/1/messages']) {
    expect([url, (await get(url)).statusCode]).toEqual([url, 401]);
    expect([url, (await get(url, 'A'.repeat(43))).statusCode]).toEqual([url, 401]);
  }
  expect((await post('/api/visitor/left-messages', { entry: 'pre', text: 'x', clientId: 'client-0001' })).statusCode).toBe(401);
});

test('entries say what a tap would do now, with the invitation each needs', async () => {
  const token = await house.token('o1');
  expect(await states(token)).toEqual({ pre: 'queue', aftersales: 'queue', leave: 'leave-message' });
  await house.floor.online('wang');
  expect(await states(token)).toEqual({ pre: 'queue', aftersales: 'stand-in', leave: 'leave-message' });
  await house.floor.online('li');
  const answer = await get('/api/visitor/entries', token);
  expect(Value.Check(EntriesAnswer, answer.json())).toBe(true);
  const [pre] = answer.json().entries;
  expect(pre).toMatchObject({
    key: 'pre', label: { zh: '售前', en: 'Sales' }, channel: 'contact',
    state: { kind: 'available', words: { zh: '由LI为您服务', en: 'LI will answer you' }, agent: { name: 'LI' } },
    invitation: { kind: 'contact', cardPath: '/pages/entry/index?e=pre' },
  });
  const one = await get('/api/visitor/entries/pre', token);
  expect(Value.Check(EntryView, one.json())).toBe(true);
  expect(one.json()).toEqual(pre);
  for (const key of ['nobody', '__proto__', 'constructor']) expect((await get(`/api/visitor/entries/${key}`, token)).json().code).toBe('entry-unknown');
});

test('what the button says is what the tap does', async () => {
  await house.floor.online('wang');
  const token = await house.token('o1');
  expect((await get('/api/visitor/entries/aftersales', token)).json().state).toMatchObject({ kind: 'stand-in', agent: { name: 'WANG' }, standsInFor: 'LI' });
  expect((await house.floor.enter('o1', 'aftersales')).agent).toBe('wang');
});

test('an ETag is answered with 304 until something changes, and belongs to one visitor', async () => {
  house.floor.desk.ctx.times.entryState = 1000;
  const token = await house.token('o1');
  const first = await get('/api/visitor/entries', token);
  const etag = String(first.headers.etag);
  const again = await get('/api/visitor/entries', token, { 'if-none-match': `W/"x", ${etag}` });
  expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', etag]);
  const other = await get('/api/visitor/entries', await house.token('o2'), { 'if-none-match': etag });
  expect(other.statusCode).toBe(200);
  expect(other.headers.etag).not.toBe(etag);
  await house.floor.online('li');
  expect((await get('/api/visitor/entries', token, { 'if-none-match': etag })).statusCode).toBe(304);
  house.floor.clock.pass(1000);
  const changed = await get('/api/visitor/entries', token, { 'if-none-match': etag });
  expect([changed.statusCode, changed.json().entries[0].state.kind]).toEqual([200, 'available']);
});

test('a published change shows at once', async () => {
  house.floor.desk.ctx.times.entryState = 60_000;
  const token = await house.token('o1');
  await states(token);
  await house.floor.publish((config) => { config.entries.pop(); });
  expect(Object.keys(await states(token))).toEqual(['pre', 'aftersales']);
});

test('a new ticket slot gives new invitations and a new ETag though nothing else changed', async () => {
  house.floor.desk.ctx.times.entryState = 600_000;
  const token = await house.token('o1');
  const first = await get('/api/visitor/entries', token);
  house.floor.clock.pass(300_000);
  const later = await get('/api/visitor/entries', token, { 'if-none-match': String(first.headers.etag) });
  expect(later.statusCode).toBe(200);
  expect(later.json().entries[0].invitation).not.toEqual(first.json().entries[0].invitation);
});

test('answers that read the same still have an ETag for each visitor', async () => {
  const { contact } = house.floor.desk.ctx.channels;
  if (contact) contact.invite = () => ({ kind: 'unavailable' });
  const [one, two] = await Promise.all(['o1', 'o2'].map(async (openid) => get('/api/visitor/entries', await house.token(openid))));
  expect(one?.body).toBe(two?.body);
  expect(one?.headers.etag).not.toBe(two?.headers.etag);
});

test('an entry that knows its visitors answers each as he would be served', async () => {
  await house.floor.publish((config) => {
    const pre = config.entries[0];
    if (pre) pre.ladder = [{ target: { kind: 'owner' }, respectCapacity: true, acceptAway: false, ringSeconds: 60 }, ...pre.ladder];
  });
  await house.floor.online('li', 'zhao');
  const token = await house.token('o1');
  const other = await house.token('o2');
  const visitor = await house.floor.records.people.visitor({ provider: 'wechat', account: 'wx0000000000000001', subject: 'o1' }, '0'.repeat(32), 0);
  await house.floor.records.people.setFacts(visitor.id, { ownerAgent: 'zhao' }, house.floor.clock.now);
  expect((await get('/api/visitor/entries/pre', token)).json().state.agent.name).toBe('ZHAO');
  expect((await get('/api/visitor/entries/pre', other)).json().state.agent.name).toBe('LI');
});

test('words left are stored once per client id, for whom the entry names', async () => {
  const token = await house.token('o1');
  const words = { entry: 'leave', text: '请回电', contact: '13800000000', clientId: 'client-0001' };
  const [first, twin] = await Promise.all([post('/api/visitor/left-messages', words, token), post('/api/visitor/left-messages', words, token)]);
  expect([first.statusCode, twin.statusCode]).toEqual([200, 200]);
  expect(Value.Check(LeaveAnswer, first.json())).toBe(true);
  expect(first.json().words.zh).toContain('ZHAO');
  expect(twin.json().conversation).toBe(first.json().conversation);
  const left = await house.floor.records.people.leftMessages({ limit: 10 });
  expect(left).toMatchObject([{ conversation: first.json().conversation, due: { agent: 'zhao' }, contact: '13800000000', words: '请回电' }]);
  await post('/api/visitor/left-messages', { ...words, text: '还有一件事', clientId: 'client-0002' }, token);
  expect((await house.floor.records.people.leftMessages({ limit: 10 })).map((one) => one.conversation)).toEqual([first.json().conversation]);
});

test('words left while somebody answers go to him, with the contact as a note', async () => {
  await house.floor.online('li');
  await house.floor.say('o1', '在吗');
  const token = await house.token('o1');
  const left = await post('/api/visitor/left-messages', { entry: 'pre', text: '也打电话', contact: 'a@b.c', clientId: 'client-0003' }, token);
  const conversation = await house.floor.conversation(read(LeaveAnswer, left).conversation);
  expect([conversation.state, conversation.agent]).toEqual(['assigned', 'li']);
  const notes = (await house.floor.records.conversations.since(conversation.id, 0, 50)).filter((one) => one.from === 'note');
  expect(notes.map((one) => one.body)).toEqual([{ kind: 'text', text: '访客留下的联系方式：a@b.c' }]);
});

test('words for an unknown entry, blank words and wrong forms are refused', async () => {
  const token = await house.token('o1');
  const send = async (payload: unknown) => (await post('/api/visitor/left-messages', payload, token)).statusCode;
  expect(await send({ entry: 'nope', text: 'x', clientId: 'client-0001' })).toBe(404);
  expect(await send({ entry: '__proto__', text: 'x', clientId: 'client-0001' })).toBe(404);
  expect(await send({ entry: 'pre', text: '   ', clientId: 'client-0001' })).toBe(400);
  expect(await send({ entry: 'pre', text: 'x'.repeat(2001), clientId: 'client-0001' })).toBe(400);
  expect(await send({ entry: 'pre', text: 'x', clientId: 'a b' })).toBe(400);
  expect(await send({ entry: ['pre'], text: 'x', clientId: 'client-0001' })).toBe(400);
});

test('G10 a visitor reads his own conversations after a number, and a guessed one is 404', async () => {
  await house.http.inject(house.wechatPush(textXml('o1', 'mine', '24000000000000001', Math.floor(house.floor.clock.now / 1000))));
  const token = await house.token('o1');
  const own = await get('/api/visitor/conversations', token);
  expect(Value.Check(OwnConversationsAnswer, own.json())).toBe(true);
  const id = read(OwnConversationsAnswer, own).conversations[0]?.id ?? '';
  await house.floor.records.conversations.reply({ key: 'n1', conversation: id, from: 'note', newMessage: 'n'.repeat(32), body: { kind: 'text', text: 'difficult' }, now: house.floor.clock.now, deliveries: [] });
  const all = await get(`/api/visitor/conversations/${id}/messages?after=0`, token);
  expect(Value.Check(OwnMessagesAnswer, all.json())).toBe(true);
  expect(read(OwnMessagesAnswer, all).messages.map((one) => one.body)).toContainEqual({ kind: 'text', text: 'mine' });
  expect(all.body).not.toContain('difficult');
  await house.floor.online('li');
  await house.floor.desk.agent.reply({ agent: 'li', conversation: id, body: { kind: 'text', text: 'mine, too' }, key: 'n2' });
  const named = read(OwnMessagesAnswer, await get(`/api/visitor/conversations/${id}/messages?after=${all.json().seq}`, token));
  expect(named.messages.at(-1)).toMatchObject({ from: 'agent', name: 'LI' });
  const rest = await get(`/api/visitor/conversations/${id}/messages?after=${named.seq}`, token);
  expect(rest.json().messages).toEqual([]);
  const other = await house.token('o2');
  const guessed = await get(`/api/visitor/conversations/${id}/messages`, other);
  expect([guessed.statusCode, guessed.json().code]).toEqual([404, 'conversation-unknown']);
  expect((await get('/api/visitor/conversations', other)).json()).toEqual({ conversations: [] });
  for (const after of ['-1', 'x', '1e3', '1&after=2']) expect((await get(`/api/visitor/conversations/${id}/messages?after=${after}`, token)).statusCode).toBe(400);
  expect((await get(`/api/visitor/conversations/${id}/messages?limit=1`, token)).json().code).toBe('unknown-field');
});

test('a session ends after seven days', async () => {
  const token = await house.token('o1');
  house.floor.clock.pass(7 * 86_400_000);
  expect((await get('/api/visitor/entries', token)).statusCode).toBe(401);
});
