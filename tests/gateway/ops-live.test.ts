import { createHash } from 'node:crypto';
import {
  BoardAnswer, ConversationsAnswer, DeliveriesAnswer, LeftMessagesAnswer, ReceiptsAnswer, TranscriptAnswer, VisitorAnswer, VisitorsAnswer,
} from '../../shared/http/ops-look-up';
import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { actions, type Caller, refusal, staffOf } from './staff-of';

let house: House;
let admin: Caller;
let boss: Caller;
beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li', { capacity: 1 }), agent('wang'), agent('boss')],
    entries: [entry('vip', [toAgent('li')]), entry('night', [toAgent('wang')], { overflow: { kind: 'leave-message' } })],
  });
  admin = await staffOf(house, 'admin');
  boss = await staffOf(house, 'supervisor', 'boss');
});
afterEach(() => house.close());

const board = async (query = '') => read(BoardAnswer, await admin.get(`/api/ops/board${query}`));

test('the board shows who is here and why not, and who waits since when', async () => {
  await house.floor.online('li');
  await house.floor.enter('o1', 'vip');
  await house.floor.enter('o2', 'vip');
  const since = house.floor.clock.now;
  house.floor.clock.pass(60_000);
  await house.floor.records.agents.pause('wang', 'missed', house.floor.clock.now);
  const seen = await board();
  expect(seen.agents).toMatchObject([
    { key: 'li', status: 'online', lease: 'live', load: 1, limit: 1, verdict: 'full', words: { zh: '已满 1/1', en: 'full 1/1' } },
    { key: 'wang', lease: 'none', verdict: 'paused', paused: { reason: 'missed' } },
    { key: 'boss', verdict: 'offline' },
  ]);
  expect(seen.entries).toMatchObject([{ key: 'vip', waiting: 1, oldestSince: since, state: { kind: 'queue' } }, { key: 'night', waiting: 0, state: { kind: 'leave-message' } }]);
  const page = await board('?limit=2');
  expect([page.agents.map((one) => one.key), page.next]).toEqual([['li', 'wang'], 'wang']);
  expect((await board('?limit=2&after=wang')).agents.map((one) => one.key)).toEqual(['boss']);
  expect(refusal(await admin.get('/api/ops/board?limit=x'))).toEqual([400, 'bad-request']);
});

test('E9 forced offline: he is told by whom, his visitors move on; ops may, an agent may not', async () => {
  await house.floor.online('li');
  const { id } = await house.floor.say('o1', '在吗');
  const ops = await staffOf(house, 'ops');
  expect((await ops.send('POST', '/api/ops/agents/li/force-offline')).statusCode).toBe(204);
  await house.floor.later(1_000);
  expect((await house.floor.conversation(id)).agent).toBeUndefined();
  expect((await board()).agents[0]).toMatchObject({ status: 'offline', forcedBy: 'the-ops' });
  expect(JSON.stringify(house.floor.wecom.filter((one) => one.address === 'w-li'))).toContain('the-ops');
  expect(await actions(admin)).toContain('force-offline agent:li');
  expect(refusal(await ops.send('POST', '/api/ops/agents/nobody/force-offline'))).toEqual([404, 'not-found']);
  expect(refusal(await (await staffOf(house, 'agent', 'li')).send('POST', '/api/ops/agents/li/resume'))).toEqual([403, 'not-allowed']);
});

test('a pause is taken off by ops too', async () => {
  await house.floor.online('li');
  await house.floor.records.agents.pause('li', 'missed', house.floor.clock.now);
  expect((await board()).agents[0]?.verdict).toBe('paused');
  expect((await admin.send('POST', '/api/ops/agents/li/resume')).statusCode).toBe(204);
  expect((await board()).agents[0]?.verdict).toBe('available');
  expect(await actions(admin)).toContain('resume agent:li');
  expect(refusal(await admin.send('POST', '/api/ops/agents/nobody/resume'))).toEqual([404, 'not-found']);
});

test('a supervisor takes over, passes on and ends what is not his', async () => {
  await house.floor.online('li', 'wang');
  const { id } = await house.floor.say('o1', '在吗');
  expect((await boss.send('POST', `/api/ops/conversations/${id}/take-over`)).json()).toMatchObject({ agent: 'boss', state: 'assigned' });
  expect(refusal(await admin.send('POST', `/api/ops/conversations/${id}/take-over`))).toEqual([409, 'agent-not-available']);
  expect((await boss.send('POST', `/api/ops/conversations/${id}/pass-on`, { agent: 'wang', note: '老客户' })).json()).toMatchObject({ agent: 'wang' });
  expect(refusal(await boss.send('POST', `/api/ops/conversations/${id}/pass-on`, { agent: 'nobody' }))).toEqual([409, 'agent-not-available']);
  expect((await boss.send('POST', `/api/ops/conversations/${id}/end`)).json()).toMatchObject({ state: 'closed', closeReason: 'ended-by-supervisor' });
  for (const act of ['take-over', 'end']) expect(refusal(await boss.send('POST', `/api/ops/conversations/${id}/${act}`))).toEqual([409, 'closed']);
  expect(refusal(await boss.send('POST', `/api/ops/conversations/${id}/pass-on`, { agent: 'li' }))).toEqual([409, 'closed']);
  for (const act of ['take-over', 'end']) expect(refusal(await boss.send('POST', `/api/ops/conversations/none/${act}`))).toEqual([404, 'conversation-unknown']);
  expect((await actions(admin)).slice(0, 3)).toEqual([`end conversation:${id}`, `pass-on conversation:${id}`, `take-over conversation:${id}`]);
  expect(refusal(await (await staffOf(house, 'ops')).send('POST', `/api/ops/conversations/${id}/end`))).toEqual([403, 'not-allowed']);
});

test('past conversations, what was said in them and why they went where they went', async () => {
  await house.floor.online('li');
  const { id, visitor } = await house.floor.say('o1', '在吗');
  await house.floor.desk.agent.reply({ conversation: id, key: 'n1', agent: 'li', body: { kind: 'text', text: '注意' }, note: true });
  const { conversations } = read(ConversationsAnswer, await admin.get(`/api/ops/conversations?visitor=${visitor}&state=assigned`));
  expect(conversations).toMatchObject([{ id, agent: 'li', visitorName: expect.stringContaining(visitor.slice(-4)) }]);
  expect(read(ConversationsAnswer, await admin.get('/api/ops/conversations?agent=wang')).conversations).toEqual([]);
  const { messages } = read(TranscriptAnswer, await admin.get(`/api/ops/conversations/${id}`));
  expect(messages.map((one) => one.from)).toEqual(expect.arrayContaining(['visitor', 'note']));
  expect(read(TranscriptAnswer, await admin.get(`/api/ops/conversations/${id}?after=${messages.at(-1)?.seq ?? 0}`)).messages).toEqual([]);
  const { receipts } = read(ReceiptsAnswer, await admin.get(`/api/ops/receipts?conversation=${id}`));
  expect(receipts[0]).toMatchObject({ conversation: id, receipt: { outcome: 'assigned', winner: { agent: 'li' } } });
  expect(receipts[0]?.lines.zh.join()).toContain('LI');
  expect(refusal(await admin.get('/api/ops/conversations/none'))).toEqual([404, 'conversation-unknown']);
  for (const url of ['conversations?state=none', 'conversations?limit=201', 'receipts?from=x', 'receipts?from=8640000000000001', 'visitors/none/log?before=8640000000000001', 'conversations?strange=1', `conversations/${id}?after=-1`]) {
    expect([url, (await admin.get(`/api/ops/${url}`)).statusCode]).toEqual([url, 400]);
  }
});

test('only those in which the visitor waits for an answer', async () => {
  await house.floor.online('li');
  const { id } = await house.floor.say('o1', '在吗');
  const unanswered = async () => read(ConversationsAnswer, await admin.get('/api/ops/conversations?unanswered=true')).conversations.map((one) => one.id);
  expect(await unanswered()).toEqual([id]);
  await house.floor.desk.agent.reply({ conversation: id, key: 'r1', agent: 'li', body: { kind: 'text', text: '在的' } });
  expect(await unanswered()).toEqual([]);
  await house.floor.say('o1', '多少钱');
  expect(await unanswered()).toEqual([id]);
  await house.floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'li' });
  expect(await unanswered()).toEqual([]);
  expect(refusal(await admin.get('/api/ops/conversations?unanswered=maybe'))).toEqual([400, 'bad-request']);
});

test('pictures of any conversation are seen by who may read it, and by nobody else', async () => {
  const { id } = await house.floor.say('o1', '看图');
  const picture = Buffer.from('a picture');
  const file = await house.floor.desk.ctx.files.put(picture, 'image/png');
  await house.floor.desk.visitor.takeIn('contact', { kind: 'said', key: 'pic', identity: { provider: 'wechat', account: 'wx0000000000000001', subject: 'o1' }, at: house.floor.clock.now, body: { kind: 'image', file } });
  const { seq } = await house.floor.conversation(id);
  const shown = await admin.get(`/api/ops/conversations/${id}/files/${seq}`);
  expect([shown.statusCode, shown.rawPayload.equals(picture), shown.headers['x-content-type-options']]).toEqual([200, true, 'nosniff']);
  expect(refusal(await admin.get(`/api/ops/conversations/${id}/files/1`))).toEqual([404, 'not-found']);
  expect(refusal(await (await staffOf(house, 'agent', 'li')).get(`/api/ops/conversations/${id}/files/${seq}`))).toEqual([403, 'not-allowed']);
});

test('deliveries that did not arrive are told in words and sent again by a person', async () => {
  await house.floor.online('li');
  const { id } = await house.floor.say('o1', '在吗');
  house.floor.outcomes.push({ kind: 'refused', why: 'blocked:45' });
  await house.floor.desk.agent.reply({ conversation: id, key: 'r1', agent: 'li', body: { kind: 'text', text: '在的' } });
  await house.floor.settle();
  const { deliveries } = read(DeliveriesAnswer, await admin.get('/api/ops/deliveries'));
  expect(deliveries).toMatchObject([{ to: 'visitor', state: 'failed', why: 'blocked:45', conversation: id, seq: (await house.floor.conversation(id)).seq, words: { zh: expect.stringContaining('黑名单') } }]);
  const url = `/api/ops/deliveries/${deliveries[0]?.id ?? ''}/resend`;
  expect((await admin.send('POST', url)).statusCode).toBe(204);
  await house.floor.settle();
  expect(house.floor.phone.at(-1)?.body).toEqual({ kind: 'text', text: '在的' });
  expect(refusal(await admin.send('POST', url))).toEqual([409, 'not-resendable']);
  expect(await actions(admin)).toEqual([`resend delivery:${deliveries[0]?.id ?? ''}`]);
  expect(refusal(await admin.get('/api/ops/deliveries?state=lost'))).toEqual([400, 'bad-request']);
});

test('left messages are followed up, with by whom', async () => {
  const { id } = await house.floor.enter('o1', 'night').then(() => house.floor.say('o1', '请回电'));
  const list = async (query = '') => read(LeftMessagesAnswer, await admin.get(`/api/ops/left-messages${query}`)).leftMessages;
  expect(await list('?state=open')).toMatchObject([{ conversation: id, words: '请回电', followUp: 'open', due: { agent: 'wang' }, visitorName: expect.stringContaining('访客') }]);
  expect((await admin.send('POST', `/api/ops/left-messages/${id}/follow-up`, { done: true, note: '已回电' })).statusCode).toBe(204);
  expect(await list()).toMatchObject([{ followUp: 'done', by: 'the-admin', note: '已回电', doneAt: house.floor.clock.now }]);
  expect(await house.floor.conversation(id)).toMatchObject({ state: 'closed', closeReason: 'followed-up' });
  expect(await list('?state=open')).toEqual([]);
  expect(refusal(await admin.send('POST', '/api/ops/left-messages/none/follow-up', { done: true }))).toEqual([404, 'conversation-unknown']);
  expect(refusal(await admin.send('POST', `/api/ops/left-messages/${id}/follow-up`, {}))).toEqual([400, 'bad-request']);
  expect((await admin.get('/api/ops/audits')).body).not.toContain('已回电');
});

test('what is known about a visitor is set by ops; the audit names fields, not what they say', async () => {
  const { visitor } = await house.floor.say('o1', '在吗');
  const saved = await admin.send('PUT', `/api/ops/visitors/${visitor}/facts`, { name: '王老板', tags: ['老客户'] });
  expect(saved.json()).toEqual({ visitor, facts: { name: '王老板', tags: ['老客户'] } });
  expect(read(VisitorsAnswer, await admin.get(`/api/ops/visitors?search=${encodeURIComponent('王老板')}`)).visitors).toMatchObject([{ id: visitor }]);
  expect(read(VisitorAnswer, await admin.get(`/api/ops/visitors/${visitor}`)).facts.name).toBe('王老板');
  expect((await admin.get('/api/ops/audits')).body).not.toContain('老客户');
  expect(refusal(await admin.send('PUT', `/api/ops/visitors/${visitor}/facts`, { colour: 'red' }))).toEqual([400, 'unknown-field']);
  for (const answer of [await admin.get('/api/ops/visitors/none'), await admin.send('PUT', '/api/ops/visitors/none/facts', {})]) expect(refusal(answer)).toEqual([404, 'not-found']);
});

test('a visitor is given all that is kept of him, and erased: no word, file or identity stays', async () => {
  await house.floor.online('li');
  const { visitor, id } = await house.floor.say('o-secret-openid', '我的电话是 13800000000');
  await admin.send('PUT', `/api/ops/visitors/${visitor}/facts`, { name: '王老板' });
  const picture = Buffer.from('a picture');
  const file = await house.floor.desk.ctx.files.put(picture, 'image/png');
  await house.floor.desk.visitor.takeIn('contact', { kind: 'said', key: 'pic', identity: { provider: 'wechat', account: 'wx0000000000000001', subject: 'o-secret-openid' }, at: house.floor.clock.now, body: { kind: 'image', file } });
  await house.floor.settle();
  const given = await admin.send('POST', `/api/ops/visitors/${visitor}/export`);
  for (const part of ['13800000000', '王老板', 'o-secret-openid', file]) expect(given.body).toContain(part);

  const erased = await admin.send('DELETE', `/api/ops/visitors/${visitor}`);
  expect(erased.json()).toMatchObject({ conversations: 1, files: 1 });
  expect(await house.floor.desk.ctx.files.get(createHash('sha256').update(picture).digest('hex'))).toBeUndefined();
  expect(await house.floor.conversation(id)).toMatchObject({ state: 'closed', closeReason: 'erased' });
  const left = await Promise.all(['visitors', `conversations/${id}`, 'audits', 'receipts', 'deliveries?state=pending', 'deliveries?state=sent', 'left-messages'].map(async (path) => (await admin.get(`/api/ops/${path}`)).body));
  for (const text of left) expect(text).not.toMatch(/13800000000|王老板|o-secret-openid/);
  expect((await board()).agents[0]?.load).toBe(0);
  expect((await actions(admin)).slice(0, 2)).toEqual([`erase visitor:${visitor}`, `export visitor:${visitor}`]);
  for (const answer of [await admin.send('DELETE', `/api/ops/visitors/${visitor}`), await admin.send('POST', `/api/ops/visitors/${visitor}/export`)]) expect(refusal(answer)).toEqual([404, 'not-found']);
  const ops = await staffOf(house, 'ops');
  expect(refusal(await ops.send('DELETE', `/api/ops/visitors/${visitor}`))).toEqual([403, 'not-allowed']);
});

test('words past their time are removed by hand or by the daily sweep, newer ones stay', async () => {
  await house.floor.online('li');
  const old = await house.floor.say('o1', '很久以前');
  await house.floor.desk.agent.close({ conversation: old.id, reason: 'ended-by-agent', by: 'li' });
  await house.floor.later(364 * 86_400_000);
  await house.floor.online('li');
  const recent = await house.floor.say('o2', '昨天');
  await house.floor.desk.agent.close({ conversation: recent.id, reason: 'ended-by-agent', by: 'li' });
  const words = async (id: string): Promise<number> => (await house.floor.records.conversations.since(id, 0, 100)).length;
  expect(await words(old.id)).toBeGreaterThan(0);
  await house.floor.later(2 * 86_400_000);
  expect([await words(old.id), await words(recent.id) > 0]).toEqual([0, true]);
  expect(await actions(admin)).toEqual(['expire messages']);
  house.floor.clock.pass(366 * 86_400_000);
  const run = await admin.send('POST', '/api/ops/retention/run');
  expect([run.statusCode, run.json().messages > 0, await words(recent.id)]).toEqual([200, true, 0]);
});

test('what a supervisor does and what is exported is audited, or it does not happen', async () => {
  const { id, visitor } = await house.floor.say('o1', '在吗');
  const { config } = house.floor.records;
  const write = config.audit;
  config.audit = () => Promise.reject(new Error('the audit could not be written'));
  expect((await boss.send('POST', `/api/ops/conversations/${id}/take-over`)).statusCode).toBe(200);
  await expect(house.floor.desk.ops.exportVisitor({ by: 'ops', role: 'ops' }, visitor)).rejects.toThrow('the audit could not be written');
  await expect(house.floor.desk.ops.expire({ by: 'ops', role: 'ops' })).rejects.toThrow('the audit could not be written');
  config.audit = write;
  expect((await actions(admin))[0]).toBe(`take-over conversation:${id}`);
  expect((await house.floor.desk.ops.exportVisitor({ by: 'ops', role: 'ops' }, visitor)).kind).toBe('done');
  expect((await actions(admin))[0]).toBe(`export visitor:${visitor}`);
});
