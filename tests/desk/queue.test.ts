import type { Conversation } from '../../shared/conversation';
import type { Entry } from '../../shared/config/entry';
import { heard, load, newest, picks, receipts, textsTo } from './acts';
import { agent, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let floor: Floor;
afterEach(() => floor.close());

async function open(plan: Plan, ...online: string[]): Promise<void> {
  floor = await openFloor(plan);
  await floor.online(...online);
}

const one = (more: Parameters<typeof agent>[1] = {}, rules: Partial<Entry> = {}, settings: Plan['settings'] = {}): Plan => ({
  agents: [agent('li', more), agent('wang')], groups: [group('sales', ['li'])], entries: [entry('vip', [toGroup('sales')], rules)], settings,
});

/** Visitors o1, o2, … come one after the other, a second apart. */
async function come(count: number, key?: string, from = 1): Promise<Conversation[]> {
  const all: Conversation[] = [];
  for (let i = from; i < from + count; i += 1) {
    floor.clock.pass(1000);
    all.push(await floor.enter(`o${i}`, key));
  }
  return all;
}

const owners = async (all: Conversation[]): Promise<(string | undefined)[]> => Promise.all(all.map(async ({ id }) => (await floor.conversation(id)).agent));
const waitingCount = async (all: Conversation[]): Promise<number> => (await Promise.all(all.map(({ id }) => floor.conversation(id)))).filter((c) => c.state === 'waiting').length;
const end = async ({ id }: Conversation, by: string): Promise<void> => {
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by });
  await floor.settle();
};

describe('limits', () => {
  test('B1 B2 own limit 1 before the group’s 2: the second visitor waits', async () => {
    await open({ ...one({ capacity: 1 }), groups: [group('sales', ['li'], { capacity: 2 })] }, 'li');
    const all = await come(2);
    expect(await owners(all)).toEqual(['li', undefined]);
  });

  test('B3 ops raise the limit: the waiting visitor is claimed without doing anything', async () => {
    await open({ ...one({ capacity: 1 }), groups: [group('sales', ['li'], { capacity: 2 })] }, 'li');
    const all = await come(2);
    await floor.say('o2', '在吗');
    await floor.publish((config) => { for (const a of config.agents) if (a.key === 'li') a.capacity = 2; });
    expect(await owners(all)).toEqual(['li', 'li']);
    expect(heard(floor, 'o2').at(-1)).toBe('LI已接入，为您服务。');
    expect(textsTo(floor, 'li')).toEqual([expect.stringContaining('在吗')]);
  });

  test('B5 B6 without a group limit the desk’s holds; without any, all who wait are claimed', async () => {
    await open({ ...one({}, {}, { capacity: 6 }), groups: [group('sales', ['li'], { capacity: 5 })] }, 'li');
    const all = await come(7);
    expect(await waitingCount(all)).toBe(2);
    await floor.publish((config) => { for (const g of config.groups) delete g.capacity; });
    expect([await waitingCount(all), await load(floor, 'li')]).toEqual([1, 6]);
    await floor.publish((config) => { delete config.settings.capacity; });
    expect([await waitingCount(all), await load(floor, 'li')]).toEqual([0, 7]);
  });

  test('B7 his own limit wins over the desk’s, also a higher one', async () => {
    await open({ agents: [agent('li', { capacity: 3 }), agent('wang', { capacity: 1 })], entries: [entry('li', [toAgent('li')]), entry('wang', [toAgent('wang')])], settings: { capacity: 2 } }, 'li', 'wang');
    expect(await owners(await come(4, 'li'))).toEqual(['li', 'li', 'li', undefined]);
    expect(await owners(await come(2, 'wang', 5))).toEqual(['wang', undefined]);
  });

  test('B8 the one without a limit is used when the others are full', async () => {
    await open({ agents: [agent('li', { capacity: 1 }), agent('wang')], groups: [group('sales', ['li', 'wang'], { strategy: 'as-listed' })], entries: [entry('vip', [toGroup('sales')])] }, 'li', 'wang');
    expect(await owners(await come(4))).toEqual(['li', 'wang', 'wang', 'wang']);
  });

  test('B15 an agent arrives to 30 waiting: the first batch at once, the rest later, never above his limit', async () => {
    await open(one({ capacity: 15 }, { maxWaiting: 50 }, { firstBatch: 10 }));
    const all = await come(30);
    await floor.online('li');
    expect(await load(floor, 'li')).toBe(10);
    expect((await owners(all)).slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'li'));
    await floor.later(5000);
    await floor.later(5000);
    expect([await load(floor, 'li'), await waitingCount(all)]).toEqual([15, 15]);
  });
});

describe('who goes first', () => {
  test('C1 C5 of one waiting for 2 h and one for 1 h the older, however long ago he came', async () => {
    await open(one({ capacity: 1 }, { overflow: { kind: 'queue', maxWaitSeconds: 86_400 } }));
    const [older] = await come(1);
    floor.clock.pass(HOUR);
    const [younger] = await come(1, undefined, 2);
    floor.clock.pass(HOUR);
    await floor.say('o1', '还在等');
    await floor.online('li');
    expect(await owners([older, younger].flatMap((c) => c ?? []))).toEqual(['li', undefined]);
  });

  test('C2 one drain with a limit of 2 claims exactly 2 of 3', async () => {
    await open(one({}, {}, { firstBatch: 1 }));
    const all = await come(3);
    await floor.desk.ctx.records.agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: floor.clock.now, dutyUntil: floor.clock.now + HOUR });
    expect(await floor.desk.loops.drain(2)).toBe(2);
    await floor.settle();
    expect(await owners(all)).toEqual(['li', 'li', undefined]);
  });

  test('C3 nobody online: 0, and no conversation is touched', async () => {
    await open(one());
    const all = await come(3);
    const looked = jest.spyOn(floor.desk.ctx.records.conversations, 'waiting');
    expect(await floor.desk.loops.drain(100)).toBe(0);
    expect(looked).not.toHaveBeenCalled();
    expect(await Promise.all(all.map(({ id }) => floor.conversation(id)))).toEqual(all);
  });

  test('C6 an agent comes online: the oldest is his, and hears so', async () => {
    await open(one({ capacity: 1 }));
    const all = await come(2);
    await floor.say('o1', '在吗');
    await picks(floor, 'li', 'online');
    expect(await owners(all)).toEqual(['li', undefined]);
    expect(heard(floor, 'o1').at(-1)).toBe('LI已接入，为您服务。');
    expect(await newest(floor, all[0]?.id ?? '')).toMatchObject({ cause: 'queue', outcome: 'assigned' });
  });

  test('C7 an agent ends one and is below his limit: the next is his', async () => {
    await open(one({ capacity: 1 }), 'li');
    const all = await come(3);
    for (const [i, c] of all.entries()) {
      expect((await owners(all)).map((owner) => owner === 'li')[i]).toBe(true);
      await end(c, 'li');
    }
  });

  test('C8 the event is lost: the sweep claims the waiting visitor', async () => {
    await open(one());
    const all = await come(1);
    // The process died right after the status was stored.
    await floor.records.agents.setStatus({ agent: 'li', status: 'online', by: 'li', now: floor.clock.now, dutyUntil: floor.clock.now + HOUR });
    expect(await owners(all)).toEqual([undefined]);
    await floor.later(5000);
    expect(await owners(all)).toEqual(['li']);
  });

  test('C15 high before normal, but not before one who waited longer than the ageing time', async () => {
    const ladder = [toAgent('li')];
    await open({ agents: [agent('li', { capacity: 1 })], entries: [entry('vip', ladder, { priority: 1 }), entry('all', ladder, { isDefault: true, priority: 0, ageingSeconds: 120 })] }, 'li');
    const [busy] = await come(1, 'all');
    const [old] = await come(1, 'all', 2);
    floor.clock.pass(121_000);
    const [normal] = await come(1, 'all', 3);
    const [high] = await come(1, 'vip', 4);
    const order: string[] = [];
    for (let now = busy; now; now = [old, normal, high].find((c) => c && c.id === order.at(-1))) {
      await end(now, 'li');
      const [owned] = await floor.records.conversations.ofAgent('li');
      if (owned) order.push(owned.id);
      else break;
    }
    expect(order).toEqual([old?.id, high?.id, normal?.id]);
  });

  test('facts that pick a ladder pick its priority in the queue too', async () => {
    const ladder = [toAgent('li')];
    await open({ agents: [agent('li')], entries: [entry('all', ladder, { variants: [{ when: { level: 'gold' }, ladder, priority: 5 }] })] });
    const plain = await floor.enter('o1');
    const known = await floor.records.people.visitor({ provider: 'wechat', account: 'wx0000000000000001', subject: 'o2' }, 'v2', floor.clock.now);
    await floor.records.people.setFacts(known.id, { level: 'gold' }, floor.clock.now);
    const [gold] = await come(1, 'all', 2);
    expect([plain.priority, (await floor.conversation(gold?.id ?? '')).priority]).toEqual([0, 5]);
    expect(heard(floor, 'o2')).toEqual([expect.stringContaining('第 1 位')]);
  });

  test('no entry blocks another: one with nobody fills the batch, the other is served', async () => {
    await open({
      agents: [agent('li'), agent('wang')], entries: [entry('dead', [toAgent('wang')], { isDefault: true }), entry('vip', [toAgent('li')])], settings: { drainBatch: 3, firstBatch: 3 },
    });
    await come(5, 'dead');
    const served = await come(4, 'vip', 6);
    await floor.online('li');
    expect(await owners(served)).toEqual(['li', 'li', 'li', undefined]);
    await floor.later(5000);
    expect(await waitingCount(served)).toBe(0);
  });
});

describe('in the queue', () => {
  test('C10 at place 2 he comes back and is at place 2', async () => {
    await open(one());
    const [, second] = await come(3);
    const again = await floor.enter('o2');
    expect(again).toEqual(second);
    expect(await floor.records.conversations.place(second?.id ?? '', floor.clock.now)).toBe(2);
    expect(heard(floor, 'o2')).toEqual([expect.stringContaining('第 2 位')]);
  });

  test('C11 the queue is full: told how many wait and what he can do, on contact and before the tap', async () => {
    await open(one({}, { maxWaiting: 2 }));
    await come(2);
    const [third] = await come(1, 'vip', 3);
    expect(await newest(floor, third?.id ?? '')).toMatchObject({ outcome: 'no-seats', cause: 'entered' });
    expect(heard(floor, 'o3')).toEqual([expect.stringMatching(/2 位.*留言/)]);
    expect((await floor.say('o3', '请回电')).state).toBe('left');
    const states = await floor.desk.visitor.entries.of('wx0000000000000001', 'somebody');
    expect(states?.entries).toMatchObject([{ state: { kind: 'no-seats', waiting: 2 } }]);
  });

  test('C11 on chat nothing is opened when the queue is full', async () => {
    await open(one({}, { maxWaiting: 1, channel: 'chat' }));
    await floor.tap('o1', 'vip', { channel: 'chat' });
    await floor.settle();
    expect(await floor.tap('o2', 'vip', { channel: 'chat' })).toMatchObject({ kind: 'turned-away', code: 'no-seats', state: { waiting: 1 } });
  });

  test('C13 he taps again while waiting: the same conversation, no second one', async () => {
    await open(one());
    const [first] = await come(1);
    expect((await floor.enter('o1', 'vip')).id).toBe(first?.id);
    expect(await floor.records.conversations.list({ limit: 10 })).toHaveLength(1);
    expect(await receipts(floor, first?.id ?? '')).toHaveLength(1);
  });

  test('the longest wait is over: his words are left, and he hears it once', async () => {
    await open(one());
    const { id } = await floor.say('o1', '在吗');
    await floor.later(601_000);
    expect(await floor.conversation(id)).toMatchObject({ state: 'left' });
    expect(heard(floor, 'o1')).toEqual([expect.stringContaining('第 1 位'), expect.stringContaining('让您久等了')]);
    expect(await floor.records.people.leftMessages({ limit: 5 })).toMatchObject([{ conversation: id, due: { group: 'sales' } }]);
  });

  test('the wait is estimated from measured throughput; without data no number is told', async () => {
    await open(one({ capacity: 1 }), 'li');
    const all = await come(8);
    expect(heard(floor, 'o3')).toEqual([expect.not.stringContaining('分钟')]);
    for (const c of all.slice(0, 7)) {
      floor.clock.pass(3 * MINUTE);
      await end(c, 'li');
    }
    await come(1, undefined, 9);
    expect(heard(floor, 'o9')).toEqual([expect.stringMatching(/第 1 位，预计等候 \d+–\d+ 分钟/)]);
  });
});
