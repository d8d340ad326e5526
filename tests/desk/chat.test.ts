import type { Conversation } from '../../shared/conversation';
import { agent, APPID, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';

let floor: Floor;
const open = async (plan: Partial<Plan> = {}, ...online: string[]): Promise<void> => {
  floor = await openFloor({
    agents: [agent('li', { capacity: 1 }), agent('wang')], groups: [group('after', ['wang'])],
    entries: [entry('vip', [toAgent('li')], { channel: 'chat' }), entry('sales', [toAgent('li'), toGroup('after')], { channel: 'chat' }), entry('button', [toAgent('wang')])],
    ...plan,
  });
  await floor.online(...online);
};
afterEach(() => floor.close());

const who = async (openid: string) => {
  const identity = { provider: 'wechat', account: APPID, subject: openid };
  return { identity, visitor: (await floor.records.people.visitor(identity, floor.desk.ctx.newId(), floor.clock.now)).id };
};
let ids = 0;
const enter = async (openid: string, key = 'vip', clientId = `client-${ids += 1}`) => {
  const opened = await floor.desk.chat.open(await who(openid), { entry: key, clientId });
  await floor.settle();
  return opened;
};
const entered = async (openid: string, key = 'vip'): Promise<Conversation> => {
  const opened = await enter(openid, key);
  if (opened.kind !== 'open') throw new Error(`not opened: ${opened.kind}`);
  return floor.conversation(opened.conversation.id);
};
const say = async (openid: string, text: string, key = 'vip', clientId = `client-${ids += 1}`) => {
  const said = await floor.desk.chat.say(await who(openid), { entry: key, clientId, body: { kind: 'text', text } });
  await floor.settle();
  if (said.kind !== 'stored') throw new Error(`not stored: ${said.kind}`);
  return said;
};
const texts = async (id: string, after = 0): Promise<string[]> =>
  ((await floor.desk.chat.since(id, after))?.messages ?? []).flatMap(({ from, body }) => (body.kind === 'text' && from !== 'system' ? [`${from}: ${body.text}`] : []));

test('one conversation per visitor and entry; the same client id changes nothing', async () => {
  await open({}, 'li', 'wang');
  const vip = await entered('o1');
  const sales = await entered('o1', 'sales');
  expect([vip.agent, sales.agent]).toEqual(['li', 'wang']);
  expect((await entered('o1')).id).toBe(vip.id);
  const [one, two] = await Promise.all([enter('o2', 'sales', 'the-same-tap'), enter('o2', 'sales', 'the-same-tap')]);
  expect('conversation' in one && 'conversation' in two && one.conversation.id === two.conversation.id).toBe(true);
});

test('words go to the entry they were said to, once per client id', async () => {
  await open({}, 'li', 'wang');
  const vip = await entered('o1');
  const sales = await entered('o1', 'sales');
  const first = await say('o1', 'to sales', 'sales', 'the-same-words');
  const again = await say('o1', 'to sales', 'sales', 'the-same-words');
  expect(again.message).toEqual(first.message);
  await say('o1', 'to vip', 'vip');
  expect([await texts(vip.id), await texts(sales.id)]).toEqual([['visitor: to vip'], ['visitor: to sales']]);
});

test.each(['button', 'nothing', '__proto__', 'constructor'])('%s is no entry of the chat page, and nobody is alarmed', async (key) => {
  await open({}, 'li', 'wang');
  expect(await enter('o1', key)).toEqual({ kind: 'entry-unknown' });
  expect(await floor.desk.chat.say(await who('o1'), { entry: key, clientId: 'client-x', body: { kind: 'text', text: 'x' } })).toEqual({ kind: 'entry-unknown' });
  expect(floor.alarms.filter((alarm) => alarm.key.startsWith('no-entry'))).toEqual([]);
  expect(await floor.records.conversations.list({ limit: 5 })).toEqual([]);
});

test('who talks goes on talking after ops took the entry away', async () => {
  await open({}, 'li');
  const { id } = await entered('o1');
  await floor.publish((config) => { config.entries = config.entries.filter(({ key }) => key !== 'vip'); });
  expect((await say('o1', 'still here')).conversation.id).toBe(id);
});

test('an answer is delivered when it is stored, and read by its number', async () => {
  await open({}, 'li');
  const { id } = await entered('o1');
  await say('o1', 'question');
  const before = (await floor.conversation(id)).seq;
  await floor.desk.agent.reply({ agent: 'li', conversation: id, body: { kind: 'text', text: 'answer' }, key: 'reply-1' });
  await floor.settle();
  expect(await texts(id, before)).toEqual(['agent: answer']);
  const [answer] = await floor.records.conversations.since(id, before, 1);
  expect(answer?.delivery?.state).toBe('sent');
});

test('notes of colleagues are not for the visitor, and do not stop what comes after them', async () => {
  await open({}, 'li');
  const { id } = await entered('o1');
  await say('o1', 'one');
  await floor.records.conversations.reply({ key: 'n1', conversation: id, from: 'note', newMessage: 'a'.repeat(32), body: { kind: 'text', text: 'difficult' }, now: floor.clock.now, deliveries: [] });
  await say('o1', 'two');
  const found = await floor.desk.chat.since(id, 0);
  expect(JSON.stringify(found)).not.toContain('difficult');
  expect(await texts(id)).toEqual(['visitor: one', 'visitor: two']);
  expect(found?.seq).toBe((await floor.conversation(id)).seq);
});

test('the state names who answers, whom he stands in for, and the place of who waits', async () => {
  await open({}, 'li', 'wang');
  const first = await entered('o1');
  expect(await floor.desk.chat.state(first.id)).toEqual({ conversation: first.id, entry: 'vip', state: 'assigned', agent: { name: 'LI' } });
  const other = await entered('o2', 'sales');
  expect(await floor.desk.chat.state(other.id)).toMatchObject({ agent: { name: 'WANG' }, standsInFor: 'LI' });
  const waiting = await entered('o3');
  await say('o3', 'x');
  floor.clock.pass(1000);
  await entered('o4');
  await say('o4', 'x');
  expect(await floor.desk.chat.state(waiting.id)).toMatchObject({ state: 'waiting', place: 1 });
  // C10, C13: he comes again and keeps his place.
  const again = await entered('o4');
  expect(await floor.desk.chat.state(again.id)).toMatchObject({ state: 'waiting', place: 2 });
  await entered('o3');
  expect(await floor.desk.chat.state(waiting.id)).toMatchObject({ place: 1 });
});

test('E10 the visitor ends it: the owner is told and keeps his status, and a word opens the next one', async () => {
  await open({}, 'li');
  const { id } = await entered('o1');
  await say('o1', 'x');
  const { visitor } = await who('o1');
  expect(await floor.desk.chat.end((await who('o2')).visitor, id)).toBe(false);
  expect(await floor.desk.chat.end(visitor, id)).toBe(true);
  expect(await floor.conversation(id)).toMatchObject({ state: 'closed', closeReason: 'ended-by-visitor' });
  expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ status: 'online', load: 0 });
  expect(await floor.desk.chat.end(visitor, id)).toBe(true);
  const next = await say('o1', 'once more');
  expect(next.conversation).toMatchObject({ previous: id, entry: 'vip' });
  expect(next.conversation.id).not.toBe(id);
});

test('G10 nothing is his but his own', async () => {
  await open({}, 'li');
  const { id } = await entered('o1');
  const { visitor } = await who('o1');
  const stranger = (await who('o2')).visitor;
  expect((await floor.desk.chat.own(visitor, id))?.id).toBe(id);
  expect(await floor.desk.chat.own(stranger, id)).toBeUndefined();
  expect(await floor.desk.chat.before(stranger, id, 100, 10)).toBeUndefined();
  const byButton = await floor.enter('o1', 'button');
  expect(await floor.desk.chat.own(visitor, byButton.id)).toBeUndefined();
});

test('what one side has read is remembered and never goes back', async () => {
  await open({}, 'li');
  const { id } = await entered('o1');
  const heard: unknown[] = [];
  const stop = await floor.desk.chat.hear({ changed: () => undefined, sign: (sign) => heard.push(sign) });
  for (const seq of [3, 2, 4]) await floor.desk.chat.sign({ conversation: id, by: 'visitor', sign: 'read', seq });
  await floor.desk.chat.sign({ conversation: id, by: 'agent', sign: 'typing' });
  expect([await floor.desk.chat.readUpTo(id, 'visitor'), await floor.desk.chat.readUpTo(id, 'agent')]).toEqual([4, 0]);
  expect(heard).toEqual([
    { conversation: id, by: 'visitor', sign: 'read', seq: 3 }, { conversation: id, by: 'visitor', sign: 'read', seq: 4 }, { conversation: id, by: 'agent', sign: 'typing' },
  ]);
  stop();
});
