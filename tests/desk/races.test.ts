import type { Conversation } from '../../shared/conversation';
import type { Desk } from '../../server/desk/desk';
import { answer, load, receipts } from './acts';
import { APPID, agent, entry, group, openFloor, toAgent, toGroup, type Floor } from './floor';

let floor: Floor;
let other: Desk;
beforeEach(async () => {
  floor = await openFloor({ agents: [agent('li'), agent('wang'), agent('zhao')], groups: [group('sales', ['li', 'wang'])], entries: [entry('vip', [toGroup('sales')])] });
  other = await floor.another();
});
afterEach(() => floor.close());

const tapAt = (desk: Desk, openid: string, key: string) => desk.visitor.takeIn('contact', {
  kind: 'entered', key, identity: { provider: 'wechat', account: APPID, subject: openid }, at: floor.clock.now, ticket: { entry: 'vip', genuine: true },
});

test('D1 two agents take one visitor together: one has him, the other reads by whom; one assignment', async () => {
  const { id } = await floor.say('o1', '在吗');
  const [one, two] = await Promise.all([floor.desk.agent.take({ conversation: id, agent: 'li', cause: 'taken' }), other.agent.take({ conversation: id, agent: 'wang', cause: 'taken' })]);
  await floor.settle();
  const owner = (await floor.conversation(id)).agent;
  expect([one.kind, two.kind].sort()).toEqual(['lost', 'taken']);
  expect(one.kind === 'lost' ? one : two).toEqual({ kind: 'lost', owner });
  expect((await receipts(floor, id)).filter(({ outcome }) => outcome === 'taken')).toHaveLength(1);
  expect([await load(floor, 'li'), await load(floor, 'wang')].sort()).toEqual([0, 1]);
});

test('D2 drains overlap on two nodes: each conversation is assigned once', async () => {
  const all: Conversation[] = [];
  for (let i = 0; i < 12; i += 1) all.push(await floor.say(`o${i}`, '在吗'));
  for (const key of ['li', 'wang']) await floor.records.agents.setStatus({ agent: key, status: 'online', by: key, now: floor.clock.now, dutyUntil: floor.clock.now + 1e9 });
  const claimed = await Promise.all([floor.desk.loops.drain(100), other.loops.drain(100), floor.desk.loops.drain(100)]);
  await floor.settle();
  expect(claimed.reduce((sum, n) => sum + n, 0)).toBe(12);
  for (const { id } of all) expect((await receipts(floor, id)).filter(({ outcome }) => outcome === 'assigned')).toHaveLength(1);
  expect(await load(floor, 'li') + await load(floor, 'wang')).toBe(12);
});

test.each([['the same push', 'k', 'k'], ['two taps', 'k1', 'k2']])('D5 %s on two servers in one millisecond: one conversation, the same in both answers', async (_, first, second) => {
  await floor.online('li', 'wang');
  const answers = await Promise.all([tapAt(floor.desk, 'o1', first), tapAt(other, 'o1', second)]);
  await floor.settle();
  const ids = answers.map((one) => ('conversation' in one ? one.conversation.id : ''));
  expect(ids[0]).not.toBe('');
  expect(ids[0]).toBe(ids[1]);
  expect(await floor.records.conversations.list({ limit: 10 })).toHaveLength(1);
  expect(await load(floor, 'li') + await load(floor, 'wang')).toBe(1);
  expect(floor.phone).toHaveLength(1);
});

test('G1 the same message pushed to two servers at once: one stored, relayed once, both answered', async () => {
  await floor.online('li');
  await floor.enter('o1');
  const said = (desk: Desk) => desk.visitor.takeIn('contact', {
    kind: 'said', key: 'msgid:1', identity: { provider: 'wechat', account: APPID, subject: 'o1' }, at: floor.clock.now, body: { kind: 'text', text: '在吗' },
  });
  const answers = await Promise.all([said(floor.desk), said(other), said(floor.desk)]);
  await floor.settle();
  expect(answers.map(({ kind }) => kind).sort()).toEqual(['duplicate', 'duplicate', 'stored']);
  expect(floor.wecom.filter(({ piece }) => piece.form === 'text')).toHaveLength(1);
});

test('G2 an agent’s send timed out and is retried: one message, the first result', async () => {
  await floor.online('li');
  const { id } = await floor.say('o1', '在吗');
  const first = await answer(floor, 'li', id, '在的', 'client-1');
  const again = await answer(floor, 'li', id, '在的', 'client-1');
  expect([first.kind, again.kind]).toEqual(['stored', 'duplicate']);
  expect('message' in first && 'message' in again && again.message.id === first.message.id).toBe(true);
  expect(floor.phone.filter(({ body }) => body.kind === 'text' && body.text === '在的')).toHaveLength(1);
});

test('G2 a retry after the conversation was released does not take it back', async () => {
  await floor.online('li');
  const { id } = await floor.say('o1', '在吗');
  await answer(floor, 'li', id, '在的', 'client-1');
  await floor.desk.agent.setStatus({ agent: 'li', status: 'offline', by: 'li' });
  await floor.later(1000);
  await floor.later(181_000);
  expect((await floor.conversation(id)).state).toBe('waiting');
  expect((await answer(floor, 'li', id, '在的', 'client-1')).kind).toBe('duplicate');
  expect((await floor.conversation(id)).state).toBe('waiting');
});

test('F10 whoever answers a waiting visitor first owns him; a later answer of a colleague changes nothing', async () => {
  const { id } = await floor.say('o1', '在吗');
  const replies = await Promise.all(['wang', 'li'].map((key, i) => (i === 0 ? floor.desk : other).agent.reply({ conversation: id, key: `r-${key}`, agent: key, body: { kind: 'text', text: `我是${key}` } })));
  await floor.settle();
  const { agent: owner } = await floor.conversation(id);
  expect(replies.map(({ kind }) => kind).sort()).toEqual(['stored', 'taken']);
  expect(replies.find(({ kind }) => kind === 'taken')).toEqual({ kind: 'taken', by: owner });
  expect((await answer(floor, owner === 'li' ? 'wang' : 'li', id, '还有我')).kind).toBe('not-owner');
  expect(await floor.conversation(id)).toMatchObject({ state: 'assigned', agent: owner });
  expect(floor.phone.map(({ body }) => body.kind === 'text' && body.text)).toContain(`我是${owner ?? ''}`);
  expect((await receipts(floor, id))[0]).toMatchObject({ cause: 'replied-first', by: owner });
});

test('F10 an answer of somebody too full takes nobody, and says so', async () => {
  await floor.publish((config) => { for (const one of config.agents) one.capacity = 0; });
  const [{ id: first }, { id: second }] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
  expect((await answer(floor, 'zhao', first, '来了')).kind).toBe('stored');
  expect(await answer(floor, 'zhao', second, '来了')).toEqual({ kind: 'full', load: 1 });
  expect((await floor.conversation(second)).agent).toBeUndefined();
});

test('an invitation on one node is honoured on the other: who enters by an unknown entry comes to the default', async () => {
  await floor.publish((config) => { config.entries.push(entry('wang', [toAgent('wang')])); });
  await floor.online('li', 'wang');
  expect((await floor.enter('o1', 'gone')).entry).toBe('vip');
  expect((await floor.enter('o2', 'wang')).agent).toBe('wang');
});
