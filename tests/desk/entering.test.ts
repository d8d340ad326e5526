import { answer, chooses, heard, load, newest, receipts, textsTo } from './acts';
import { agent, entry, openFloor, toAgent, type Floor, type Plan } from './floor';

const DAY = 86_400_000;
const MINUTE = 60_000;

let floor: Floor;
afterEach(() => floor.close());

const shop: Plan = {
  agents: [agent('li'), agent('wang')],
  entries: [entry('sales', [toAgent('li')], { isDefault: true }), entry('vip', [toAgent('wang')])],
};
async function open(plan: Plan = shop, ...online: string[]): Promise<void> {
  floor = await openFloor(plan);
  await floor.online(...(online.length > 0 ? online : ['li', 'wang']));
}

describe('another button', () => {
  test('re-routes the open conversation: the former agent is told and loses it, the receipt says why, it goes on under the new entry', async () => {
    await open();
    const before = await floor.say('o1', '在吗');
    expect(before.agent).toBe('li');
    floor.clock.pass(1000);
    const after = await floor.enter('o1', 'vip');
    expect(after).toMatchObject({ id: before.id, entry: 'vip', state: 'assigned', agent: 'wang', missed: [] });
    expect(await newest(floor, after.id)).toMatchObject({ cause: 'chose-entry', entry: 'vip', winner: { agent: 'wang' } });
    expect(textsTo(floor, 'li').at(-1)).toMatch(/已离开您的会话（访客改选了入口）/);
    expect(floor.cardUpdates.map(({ words }) => words)).toEqual(['已转走']);
    expect((await answer(floor, 'li', before.id, '还在')).kind).toBe('not-owner');
    expect(textsTo(floor, 'wang').at(-1)).toContain('在吗');
    expect(heard(floor, 'o1').at(-1)).toContain('WANG');
    expect([await load(floor, 'li'), await load(floor, 'wang')]).toEqual([0, 1]);
  });

  test('frees a seat for whoever waits', async () => {
    await open({ ...shop, agents: [agent('li', { capacity: 1 }), agent('wang')] });
    await floor.say('o1', '在吗');
    const waiting = await floor.say('o2', '在吗');
    floor.clock.pass(1000);
    await floor.enter('o1', 'vip');
    expect((await floor.conversation(waiting.id)).agent).toBe('li');
  });

  test('with nobody there: whoever had him keeps him not, he waits for whom he chose', async () => {
    await open(shop, 'li');
    const { id } = await floor.say('o1', '在吗');
    floor.clock.pass(1000);
    expect(await floor.enter('o1', 'vip')).toMatchObject({ id, entry: 'vip', state: 'waiting' });
    expect(heard(floor, 'o1').at(-1)).toContain('第 1 位');
    await floor.online('wang');
    expect((await floor.conversation(id)).agent).toBe('wang');
  });
});

test('the same button again changes nothing: one greeting, one receipt, nobody is told', async () => {
  await open();
  const first = await floor.enter('o1', 'vip');
  floor.clock.pass(5000);
  const again = await floor.enter('o1', 'vip');
  expect(again).toEqual(first);
  expect(heard(floor, 'o1')).toHaveLength(1);
  expect(await receipts(floor, first.id)).toHaveLength(1);
  expect(floor.wecom).toEqual([]);
});

test('a repeated push of an old tap does not bring the old button back', async () => {
  await open();
  await floor.enter('o1', 'vip', 'first');
  floor.clock.pass(1000);
  const { id } = await floor.enter('o1', 'sales');
  expect(await floor.tap('o1', 'vip', { key: 'first' })).toMatchObject({ kind: 'duplicate' });
  expect(await floor.tap('o1', 'vip', { at: floor.clock.now - 500 })).toMatchObject({ kind: 'stale' });
  await floor.settle();
  expect(await floor.conversation(id)).toMatchObject({ entry: 'sales', agent: 'li' });
});

describe('words without any button', () => {
  test('go to the open conversation', async () => {
    await open();
    const { id } = await floor.enter('o1', 'vip');
    expect(await floor.say('o1', '在吗')).toMatchObject({ id, entry: 'vip', agent: 'wang' });
  });

  test('else to the last entry within 30 days, else to the default one', async () => {
    await open();
    const { id } = await floor.enter('o1', 'vip');
    await floor.say('o1', '在吗');
    await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'wang' });
    floor.clock.pass(29 * DAY);
    await floor.online('li', 'wang');
    const again = await floor.say('o1', '还有个问题');
    expect(again).toMatchObject({ entry: 'vip', agent: 'wang', previous: id });
    await floor.desk.agent.close({ conversation: again.id, reason: 'ended-by-agent', by: 'wang' });
    floor.clock.pass(31 * DAY);
    await floor.online('li', 'wang');
    expect(await floor.say('o1', '好久不见')).toMatchObject({ entry: 'sales', agent: 'li', previous: again.id });
  });

  test('of somebody never seen go to the default entry, without a greeting', async () => {
    await open();
    expect(await floor.say('o1', '在吗')).toMatchObject({ entry: 'sales', agent: 'li' });
    expect(heard(floor, 'o1')).toEqual([]);
  });

  test('by the last entry, when ops have switched it off, go to the default one', async () => {
    await open();
    const { id } = await floor.enter('o1', 'vip');
    await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'wang' });
    await floor.publish((config) => { for (const one of config.entries) if (one.key === 'vip') one.enabled = false; });
    expect((await floor.say('o1', '在吗')).entry).toBe('sales');
  });

  test('stay on the channel they came by, though the default entry is of another', async () => {
    await open({ ...shop, entries: [entry('sales', [toAgent('li')], { isDefault: true, channel: 'chat' })] });
    expect(await floor.say('o1', '在吗')).toMatchObject({ channel: 'contact', entry: 'sales', agent: 'li' });
  });
});

test('a tap that arrives after the words that followed it: the conversation goes to the chosen entry', async () => {
  await open();
  const tappedAt = floor.clock.now;
  floor.clock.pass(2000);
  const { id } = await floor.say('o1', '在吗');
  expect((await floor.conversation(id)).agent).toBe('li');
  floor.clock.pass(500);
  await floor.tap('o1', 'vip', { at: tappedAt });
  await floor.settle();
  expect(await floor.conversation(id)).toMatchObject({ entry: 'vip', agent: 'wang' });
  expect(textsTo(floor, 'wang').at(-1)).toContain('在吗');
  expect(await floor.records.conversations.list({ limit: 10 })).toHaveLength(1);
});

test('the greeting is the entry’s own, filled in, said once on entering', async () => {
  await open({ ...shop, entries: [entry('sales', [toAgent('li')], { greeting: { zh: '这里是{entry}，我是{agent}。' } })] });
  await floor.enter('o1');
  await floor.say('o1', '在吗');
  await floor.enter('o1');
  expect(heard(floor, 'o1')).toEqual(['这里是sales，我是LI。']);
});

describe('left words', () => {
  const leaving: Plan = { ...shop, entries: [entry('sales', [toAgent('li')], { overflow: { kind: 'leave-message' } }), entry('vip', [toAgent('wang')])] };

  test('are due to whom the entry names; a word more is routed from step 1, and taking him up closes the follow-up', async () => {
    floor = await openFloor(leaving);
    const { id } = await floor.say('o1', '请回电');
    expect(await floor.records.people.leftMessages({ state: 'open', limit: 5 })).toMatchObject([{ conversation: id, due: { agent: 'li' }, words: '请回电' }]);
    expect(await load(floor, 'li')).toBe(0);
    await floor.online('li');
    expect((await floor.conversation(id)).state).toBe('left');
    const again = await floor.say('o1', '在吗');
    expect(again).toMatchObject({ id, state: 'assigned', agent: 'li' });
    expect(await newest(floor, id)).toMatchObject({ cause: 'wrote-again', winner: { agent: 'li', step: 0 } });
    expect(textsTo(floor, 'li').join('\n')).toMatch(/请回电[^]*在吗/);
    expect(heard(floor, 'o1').at(-1)).toBe('LI已接入，为您服务。');
    expect(await floor.records.people.leftMessages({ state: 'open', limit: 5 })).toEqual([]);
  });

  test('and nobody there still: they are left again, and he is not told a second time', async () => {
    floor = await openFloor(leaving);
    await floor.say('o1', '请回电');
    const { id, state } = await floor.say('o1', '13800000000');
    expect(state).toBe('left');
    expect(heard(floor, 'o1')).toHaveLength(1);
    expect(await floor.records.people.leftMessages({ state: 'open', limit: 5 })).toMatchObject([{ conversation: id, words: '请回电\n13800000000' }]);
  });

  test('whoever missed him before they were left may have him when he writes again', async () => {
    floor = await openFloor(leaving);
    await floor.online('li');
    const { id } = await floor.say('o1', '在吗');
    await floor.later(61_000);
    expect((await floor.conversation(id)).state).toBe('left');
    expect(heard(floor, 'o1').at(-1)).toContain('留言已记下');
    await floor.later(10 * MINUTE);
    expect(await floor.say('o1', '有人吗')).toMatchObject({ id, state: 'assigned', agent: 'li' });
  });

  test('may be taken up by hand', async () => {
    floor = await openFloor(leaving);
    const { id } = await floor.say('o1', '请回电');
    await floor.online('wang');
    expect((await answer(floor, 'wang', id, '您好')).kind).toBe('stored');
    expect(await floor.conversation(id)).toMatchObject({ state: 'assigned', agent: 'wang' });
    expect(heard(floor, 'o1').at(-1)).toBe('您好');
  });
});

test('what a conversation opened and its messages are told to webhooks, also when words opened it', async () => {
  await open();
  await floor.records.people.saveWebhook({ id: 'hook', site: 'shop', url: 'https://shop.example/hook', secret: 's', events: ['conversation.opened', 'conversation.assigned', 'message.created'], disabled: false });
  await floor.desk.ctx.webhooks.refresh();
  const { id } = await floor.say('o1', '在吗');
  const sent = await floor.records.outbox.list({ states: ['sent'], limit: 20, conversation: id });
  expect(sent.flatMap(({ target }) => (target.to === 'webhook' ? [target.event] : [])).reverse()).toEqual(['conversation.opened', 'message.created', 'conversation.assigned']);
});

test('a permit granted on the phone counts once, however often the platform sends the push', async () => {
  await open();
  const { visitor } = await floor.enter('o1');
  const push = (key: string) => floor.desk.visitor.takeIn('contact', {
    kind: 'permits', key, identity: { provider: 'wechat', account: 'wx0000000000000001', subject: 'o1' }, at: floor.clock.now, permits: [{ template: 't1', granted: true }],
  });
  await Promise.all([push('p1'), push('p1'), push('p2')]);
  const spent = [];
  for (let i = 0; i < 4; i += 1) spent.push(await floor.records.people.spendPermit(visitor, 'wx0000000000000001', 't1'));
  expect(spent).toEqual([true, true, false, false]);
});

describe('hours', () => {
  // The floor's clock begins on Wednesday, 7 January 2026, at noon in Shanghai.
  const office = { key: 'office', name: '上班', timeZone: 'Asia/Shanghai', holidays: [], weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '14:00', to: '18:00' })) };
  const closed = (more: Parameters<typeof entry>[2] = {}): Plan => ({ ...shop, hours: [office], entries: [entry('sales', [toAgent('li')], { hours: 'office', ...more })] });

  test('H5 outside hours: told when it opens and that he may leave a message, though the agent is there', async () => {
    await open(closed());
    const entered = await floor.enter('o1');
    expect(entered).toMatchObject({ state: 'waiting' });
    expect(heard(floor, 'o1')).toEqual([expect.stringMatching(/非服务时间，1月7日 14:00 开始服务.*留言/)]);
    expect((await newest(floor, entered.id)).outcome).toBe('outside-hours');
    expect((await floor.say('o1', '请回电')).state).toBe('left');
    expect(await load(floor, 'li')).toBe(0);
  });

  test('H5 the designated agent who is there serves him only where the entry allows it', async () => {
    await open(closed({ designatedOutsideHours: true }));
    expect((await floor.enter('o1')).agent).toBe('li');
    await chooses(floor, 'li', 'offline');
    expect((await floor.enter('o2')).state).toBe('waiting');
    expect(heard(floor, 'o2')).toEqual([expect.stringContaining('非服务时间')]);
  });

  test('H5 inside hours he is served, and on chat nothing is opened outside of them', async () => {
    await open(closed({ channel: 'chat' }));
    expect(await floor.tap('o1', 'sales', { channel: 'chat' })).toMatchObject({ kind: 'turned-away', code: 'no-agent-online', state: { kind: 'outside-hours' } });
    floor.clock.pass(2 * 60 * MINUTE);
    expect(await floor.tap('o1', 'sales', { channel: 'chat' })).toMatchObject({ kind: 'opened' });
  });

  test.each([['a zone nobody knows', [{ ...office, timeZone: 'Mars/Olympus' }]], ['hours that are gone', []]])('H6 %s: open, and an alarm', async (_, hours) => {
    await open({ ...closed(), hours });
    const { id, agent: owner } = await floor.enter('o1');
    expect(owner).toBe('li');
    expect(await newest(floor, id)).toMatchObject({ hoursUnknown: true });
    expect(floor.alarms).toMatchObject([{ key: 'hours-unknown:sales', level: 'error' }]);
  });
});
