import { answer, chooses, heard, load, newest, receipts, seen, verdicts } from './acts';
import { agent, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';

const HOUR = 3_600_000;

let floor: Floor;
afterEach(() => floor.close());

async function open(plan: Plan, ...online: string[]): Promise<void> {
  floor = await openFloor(plan);
  await floor.online(...online);
}

const team = (more: Parameters<typeof group>[2] = {}): Plan => ({
  agents: [agent('li'), agent('wang')], groups: [group('sales', ['li', 'wang'], more)], entries: [entry('vip', [toGroup('sales')])],
});

/** Opened, answered and ended, so that the next one finds everybody free again. */
async function served(openid: string, by: string): Promise<string> {
  const { id, agent: owner } = await floor.say(openid, '在吗');
  expect(owner).toBe(by);
  await answer(floor, by, id, '在的');
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by });
  await floor.settle();
  return id;
}

test('A1 the available one of a group is claimed, never the other', async () => {
  await open(team(), 'wang');
  for (const openid of ['o1', 'o2', 'o3']) expect((await floor.enter(openid)).agent).toBe('wang');
  expect([await load(floor, 'li'), await load(floor, 'wang')]).toEqual([0, 3]);
});

describe('A2 nobody available and no waiting', () => {
  const nobody = (channel: 'contact' | 'chat'): Plan => ({ ...team(), entries: [entry('vip', [toAgent('li'), toGroup('sales')], { channel, overflow: { kind: 'leave-message' } })] });

  test('A2 on contact his words become a left message, and he is told so once', async () => {
    await open(nobody('contact'));
    const entered = await floor.enter('o1');
    expect(entered).toMatchObject({ state: 'waiting' });
    expect(heard(floor, 'o1')).toEqual([expect.stringContaining('留言')]);
    const { id } = await floor.say('o1', '请回电');
    expect(await floor.conversation(id)).toMatchObject({ id: entered.id, state: 'left' });
    expect(heard(floor, 'o1')).toHaveLength(1);
    expect(await floor.records.people.leftMessages({ limit: 10 })).toMatchObject([{ conversation: id, due: { agent: 'li' }, words: '请回电', followUp: 'open' }]);
    expect((await newest(floor, id)).outcome).toBe('leave-message');
  });

  test('A2 words without any tap are left too, and the visitor hears what became of them', async () => {
    await open(nobody('contact'));
    expect((await floor.say('o1', '请回电')).state).toBe('left');
    expect(heard(floor, 'o1')).toEqual([expect.stringContaining('留言')]);
  });

  test('A2 on chat nothing is opened: a stable code and the offer to leave a message', async () => {
    await open(nobody('chat'));
    expect(await floor.tap('o1', 'vip', { channel: 'chat' })).toMatchObject({ kind: 'turned-away', code: 'no-agent-online', state: { kind: 'leave-message', words: { zh: expect.stringContaining('留言') as string } } });
    expect(await floor.records.conversations.list({ limit: 10 })).toEqual([]);
    await floor.online('wang');
    expect(await floor.tap('o1', 'vip', { channel: 'chat' })).toMatchObject({ kind: 'opened' });
  });

  test('A2 on chat a conversation that is open is never refused', async () => {
    await open(nobody('chat'), 'wang');
    const first = await floor.tap('o1', 'vip', { channel: 'chat' });
    await floor.settle();
    await chooses(floor, 'wang', 'offline');
    expect(await floor.tap('o1', 'vip', { channel: 'chat' })).toMatchObject({ kind: 'same', conversation: { id: 'conversation' in first ? first.conversation.id : '' } });
  });
});

test('A3 nobody available and the entry accepts waiting: queued, unassigned, with a place', async () => {
  await open(team());
  const first = await floor.enter('o1');
  floor.clock.pass(1);
  const second = await floor.enter('o2');
  expect(second).toMatchObject({ state: 'waiting', waitUntil: floor.clock.now + 600_000 });
  expect(second.agent).toBeUndefined();
  expect([heard(floor, 'o1'), heard(floor, 'o2')]).toEqual([[expect.stringContaining('第 1 位')], [expect.stringContaining('第 2 位')]]);
  expect(await newest(floor, first.id)).toMatchObject({ outcome: 'queued', cause: 'entered' });
});

test('A4 the designated agent is claimed even if others have fewer', async () => {
  await open({ ...team(), entries: [entry('vip', [toAgent('li'), toGroup('sales')])] }, 'li', 'wang');
  for (const openid of ['o1', 'o2', 'o3']) expect((await floor.enter(openid)).agent).toBe('li');
});

test('A5 designated agent away, group stands in: the receipt says which step refused, the visitor reads who', async () => {
  await open({ ...team(), entries: [entry('vip', [toAgent('li'), toGroup('sales')])] }, 'wang');
  const { id, agent: owner } = await floor.enter('o1');
  expect(owner).toBe('wang');
  const receipt = await newest(floor, id);
  expect(receipt).toMatchObject({ outcome: 'assigned', winner: { agent: 'wang', step: 1 }, standsInFor: 'li' });
  expect([verdicts(receipt, 0), verdicts(receipt, 1)]).toEqual([['li offline'], ['li offline', 'wang available']]);
  expect(heard(floor, 'o1')).toEqual([expect.stringMatching(/LI.*WANG/)]);
});

test('A6 in a group the agent is an ordinary candidate', async () => {
  await open({ ...team(), entries: [entry('li', [toAgent('li')]), entry('all', [toGroup('sales')])] }, 'li', 'wang');
  await floor.enter('o1', 'li');
  expect((await floor.enter('o2', 'all')).agent).toBe('wang');
});

test('A7 "nobody else": no other agent is used, the words are left for the designated one', async () => {
  await open({ ...team(), entries: [entry('li', [toAgent('li')], { overflow: { kind: 'leave-message' } })] }, 'wang');
  const { id, state } = await floor.say('o1', '请回电');
  expect(state).toBe('left');
  expect(await load(floor, 'wang')).toBe(0);
  expect(await floor.records.people.leftMessages({ limit: 10 })).toMatchObject([{ conversation: id, due: { agent: 'li' } }]);
});

test('A8 the same group stands in, nobody outside it; without it the next step', async () => {
  const plan: Plan = {
    agents: [agent('li'), agent('ning'), agent('kai'), agent('gao')], groups: [group('near', ['li', 'ning']), group('last', ['gao'])],
    entries: [entry('vip', [toAgent('li'), toGroup('near'), toGroup('last')])],
  };
  await open(plan, 'ning', 'kai', 'gao');
  expect((await floor.enter('o1')).agent).toBe('ning');
  await chooses(floor, 'ning', 'offline');
  const next = await floor.enter('o2');
  expect(next.agent).toBe('gao');
  expect((await newest(floor, next.id)).winner).toEqual({ agent: 'gao', step: 2 });
});

test('A10 owner-exclusive: claimed above his limit, and the receipt says so', async () => {
  await open({ agents: [agent('li', { capacity: 1 }), agent('wang')], groups: [group('sales', ['wang'])], entries: [entry('vip', [toAgent('li', { respectCapacity: false }), toGroup('sales')])] }, 'li', 'wang');
  await floor.enter('o1');
  const second = await floor.say('o2', '在吗');
  expect(second.agent).toBe('li');
  expect(verdicts(await newest(floor, second.id), 0)).toEqual(['li available-above-limit']);
  expect(await load(floor, 'li')).toBe(2);
  expect(floor.wecom.map(({ piece }) => piece.form === 'card' && piece.lines)).toContainEqual(expect.arrayContaining([{ name: '分配', value: expect.stringContaining('超过接待上限') as string }]));
});

test.each([[false, undefined], [true, 'li']])('A11 A12 an away agent is claimed only where the step accepts it (%s)', async (acceptAway, owner) => {
  await open({ ...team(), entries: [entry('vip', [toGroup('sales', { acceptAway })])] });
  await floor.online('li');
  await floor.desk.agent.setStatus({ agent: 'li', status: 'away', by: 'li' });
  await seen(floor, 'li');
  const { id, agent: claimed } = await floor.enter('o1');
  expect(claimed).toBe(owner);
  expect(verdicts(await newest(floor, id), 0)[0]).toBe(acceptAway ? 'li away-accepted' : 'li away');
});

test('A13 only the allow-listed status is eligible', async () => {
  const names = ['on', 'aw', 'off', 'halt', 'odd'];
  await open({ agents: names.map((name) => agent(name)), groups: [group('all', names)], entries: [entry('vip', [toGroup('all')])] }, ...names);
  await floor.desk.agent.setStatus({ agent: 'aw', status: 'away', by: 'aw' });
  await floor.desk.agent.setStatus({ agent: 'off', status: 'offline', by: 'off' });
  await floor.records.agents.pause('halt', 'missed', floor.clock.now);
  // A status of a later version, as another node might have written it.
  Object.assign(floor.desk.ctx.records.agents, { states: withOdd(floor.records.agents.states) });
  for (let i = 0; i < 4; i += 1) expect((await floor.enter(`o${i}`)).agent).toBe('on');
  const receipt = await newest(floor, (await floor.enter('o9')).id);
  expect(verdicts(receipt, 0)).toEqual(['on available', 'aw away', 'off offline', 'halt paused', 'odd unknown-status']);
});

const withOdd = (states: Floor['records']['agents']['states']): typeof states => async (agents) =>
  (await states(agents)).map((state) => (state.agent === 'odd' ? { ...state, status: 'on-the-phone' } : state));

test('A14 a disabled account is no candidate though marked online', async () => {
  await open(team(), 'li');
  await floor.publish((config) => { for (const one of config.agents) if (one.key === 'li') one.disabled = true; });
  const { id, state } = await floor.enter('o1');
  expect(state).toBe('waiting');
  expect(verdicts(await newest(floor, id), 0)).toEqual(['li disabled', 'wang offline']);
});

test('A15 in turn among those online, and round again', async () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  await open({ agents: names.map((name) => agent(name)), groups: [group('all', names, { strategy: 'in-turn' })], entries: [entry('vip', [toGroup('all')])] }, 'b', 'd');
  const owners = [];
  for (const openid of ['o1', 'o2', 'o3', 'o4']) owners.push((await floor.enter(openid)).agent);
  expect(owners).toEqual(['b', 'd', 'b', 'd']);
});

test('A19 a group without members: nobody, no error', async () => {
  await open({ ...team(), groups: [group('sales', [])] }, 'li');
  const { id, state } = await floor.enter('o1');
  expect(state).toBe('waiting');
  expect((await newest(floor, id)).steps).toMatchObject([{ asked: true, verdicts: [] }]);
});

test('A20 least busy: the emptier until level, then the one whose last assignment is older', async () => {
  await open({ ...team(), entries: [entry('li', [toAgent('li')]), entry('vip', [toGroup('sales')])] }, 'li', 'wang');
  await floor.enter('o1', 'li');
  await floor.enter('o2', 'li');
  floor.clock.pass(1000);
  expect([(await floor.enter('o3', 'vip')).agent, (await floor.enter('o4', 'vip')).agent]).toEqual(['wang', 'wang']);
  expect((await floor.enter('o5', 'vip')).agent).toBe('li');
});

test('A21 longest idle: always the one whose last assignment is older', async () => {
  await open(team({ strategy: 'longest-idle' }), 'li', 'wang');
  const owners = [];
  for (const openid of ['o1', 'o2', 'o3', 'o4']) {
    floor.clock.pass(1000);
    owners.push((await floor.enter(openid)).agent);
  }
  expect(owners).toEqual(['li', 'wang', 'li', 'wang']);
});

test('A26 A27 the sweep assigns no closed conversation and changes no owner', async () => {
  await open(team(), 'li');
  const closed = await served('o1', 'li');
  const owned = await floor.enter('o2');
  await floor.online('wang');
  await floor.later(1000);
  await floor.desk.loops.drain(100);
  await floor.settle();
  expect(await floor.conversation(closed)).toMatchObject({ state: 'closed' });
  expect(await floor.conversation(owned.id)).toEqual(owned);
  expect(await load(floor, 'wang')).toBe(0);
  expect(await receipts(floor, owned.id)).toHaveLength(1);
});

test('A30 all offline, in turn: candidates 2, available 0, no crash', async () => {
  await open(team({ strategy: 'in-turn' }));
  const { id, state } = await floor.enter('o1');
  expect(state).toBe('waiting');
  expect(verdicts(await newest(floor, id), 0)).toEqual(['li offline', 'wang offline']);
});

test('A31 the first visitor ever in a group of one', async () => {
  await open({ agents: [agent('li')], groups: [group('one', ['li'], { strategy: 'in-turn' })], entries: [entry('vip', [toGroup('one')])] }, 'li');
  expect((await floor.enter('o1')).agent).toBe('li');
});

test('ops hear of an entry with nobody behind it, not of one whose people are only busy', async () => {
  await open({ agents: [agent('li', { capacity: 1 })], entries: [entry('vip', [toAgent('li')])] }, 'li');
  await floor.enter('o1');
  await floor.enter('o2');
  expect(floor.alarms).toEqual([]);
  await chooses(floor, 'li', 'offline');
  await floor.enter('o3');
  expect(floor.alarms).toMatchObject([{ key: 'nobody:vip' }]);
});

test('an agent the platform refuses is passed over, and the receipt tells its code', async () => {
  await open(team(), 'li', 'wang');
  floor.appointments.push({ kind: 'refused', why: 'agent-unreachable:95014' });
  const { id, agent: owner } = await floor.enter('o1');
  expect(owner).toBe('wang');
  expect(verdicts(await newest(floor, id), 0)).toEqual(['li refused-by-platform', 'wang available']);
  expect(await load(floor, 'li')).toBe(0);
});

test('an entry removed while he waits: the site’s default stands in for it', async () => {
  await open({ ...team(), entries: [entry('vip', [toAgent('li')]), entry('all', [toAgent('wang')], { isDefault: true })] });
  const { id } = await floor.say('o1', '在吗');
  await floor.publish((config) => { config.entries = config.entries.filter((one) => one.key === 'all'); });
  await floor.online('wang');
  expect((await floor.conversation(id)).agent).toBe('wang');
});

test('an entry removed while he waits: his words are kept when nobody comes', async () => {
  await open({ ...team(), entries: [entry('vip', [toAgent('li')]), entry('all', [toAgent('wang')], { isDefault: true })] });
  const { id } = await floor.say('o1', '在吗');
  await floor.publish((config) => { config.entries = config.entries.filter((one) => one.key === 'all'); });
  await floor.later(HOUR);
  expect((await floor.conversation(id)).state).toBe('left');
});

test('an entry removed after he left words: his next word waits its time under the default one', async () => {
  await open({ ...team(), entries: [entry('vip', [toAgent('li')], { overflow: { kind: 'leave-message' } }), entry('all', [toAgent('wang')], { isDefault: true })] });
  await floor.enter('o1', 'vip');
  const { id, state } = await floor.say('o1', '请回电');
  expect(state).toBe('left');
  await floor.publish((config) => { config.entries = config.entries.filter((one) => one.key === 'all'); });
  expect(await floor.say('o1', '有人吗')).toMatchObject({ id, state: 'waiting', waitUntil: floor.clock.now + 600_000 });
});
