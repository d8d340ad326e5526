import type { Conversation } from '../../shared/conversation';
import { answer, cardsTo, load, newest, taps, textsTo } from './acts';
import { agent, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';

let floor: Floor;
afterEach(() => floor.close());

async function open(plan: Plan, ...online: string[]): Promise<void> {
  floor = await openFloor(plan);
  await floor.online(...online);
}

const owners = async (all: Conversation[]): Promise<(string | undefined)[]> => Promise.all(all.map(async ({ id }) => (await floor.conversation(id)).agent));

describe('the merged waiting card', () => {
  const busy: Plan = {
    agents: [agent('li', { capacity: 1 }), agent('wang', { capacity: 1 }), agent('zhao')],
    groups: [group('sales', ['li', 'wang', 'zhao'])], entries: [entry('vip', [toGroup('sales')])],
  };
  const waitingCards = (who: string) => cardsTo(floor, who).filter(({ title }) => title.includes('在等'));

  async function fullHouse(): Promise<Conversation[]> {
    await open(busy, 'li', 'wang');
    const all: Conversation[] = [];
    for (const openid of ['o1', 'o2', 'o3', 'o4', 'o5']) {
      floor.clock.pass(1000);
      all.push(await floor.say(openid, '在吗'));
    }
    for (const c of all.slice(0, 2)) await answer(floor, c.agent ?? '', c.id, '请稍等');
    return all;
  }

  test('goes once to those there but full, not to those offline; taking exceeds the limit by one', async () => {
    const all = await fullHouse();
    await floor.later(5000);
    expect(waitingCards('li')).toEqual([]);
    await floor.later(115_000);
    await floor.later(5000);
    expect(waitingCards('li')).toMatchObject([{ title: '3 位访客在等，最久 2 分钟' }]);
    expect([waitingCards('wang').length, waitingCards('zhao').length]).toEqual([1, 0]);

    expect(await taps(floor, 'li', waitingCards('li')[0], 'take')).toContain('您已接入');
    expect(await owners(all)).toEqual(['li', 'wang', 'li', undefined, undefined]);
    expect(await newest(floor, all[2]?.id ?? '')).toMatchObject({ cause: 'called-next', outcome: 'taken', aboveLimit: true, by: 'li' });
    expect(await taps(floor, 'li', waitingCards('li')[0], 'take')).toContain('已满');
    expect(await load(floor, 'li')).toBe(2);
  });

  test('is replaced when the count changes, and marked as done when nobody waits', async () => {
    const all = await fullHouse();
    await floor.later(11_000);
    await taps(floor, 'li', waitingCards('li')[0], 'take');
    await floor.later(5000);
    expect(waitingCards('wang').map(({ title }) => title)).toEqual([expect.stringContaining('3 位'), expect.stringContaining('2 位')]);
    expect(floor.cardUpdates.map(({ words }) => words)).toContain('已处理');
    for (const c of all) await floor.desk.agent.close({ conversation: c.id, reason: 'ended-by-visitor' });
    const before = floor.cardUpdates.length;
    await floor.later(5000);
    expect(floor.cardUpdates.length).toBeGreaterThan(before);
    expect(await floor.records.agents.cards({ kind: 'waiting' })).toEqual([]);
  });

  test('is not sent again by another node, nor after a restart; either replaces it when the count changes, and ends it', async () => {
    const all = await fullHouse();
    await floor.later(11_000);
    expect(waitingCards('li')).toHaveLength(1);
    const next = await floor.another();
    floor.clock.pass(5000);
    await Promise.all([next.loops.sweep(), floor.desk.loops.sweep()]);
    await next.loops.sweep();
    await floor.settle();
    expect(waitingCards('li')).toHaveLength(1);

    await floor.desk.agent.close({ conversation: all[4]?.id ?? '', reason: 'ended-by-visitor' });
    await next.loops.sweep();
    await floor.settle();
    expect(waitingCards('li').map(({ title }) => title.slice(0, 3))).toEqual(['3 位', '2 位']);
    const old = waitingCards('li')[0]?.id ?? '';
    expect(floor.cardUpdates).toContainEqual({ responseCode: `rc-${old}`, words: '已处理' });
    expect((await floor.records.agents.cards({ agent: 'li', kind: 'waiting' })).map(({ id }) => id)).toEqual([waitingCards('li')[1]?.id]);

    for (const c of all) await floor.desk.agent.close({ conversation: c.id, reason: 'ended-by-visitor' });
    await (await floor.another()).loops.sweep();
    expect(await floor.records.agents.cards({ kind: 'waiting' })).toEqual([]);
    expect(await floor.records.agents.toldWaiting()).toEqual([]);
  });

  test('goes to those away, not to those who missed the visitor', async () => {
    await open({ agents: [agent('li'), agent('wang')], groups: [group('sales', ['li', 'wang'])], entries: [entry('vip', [toAgent('li'), toGroup('sales')])] }, 'li');
    await floor.online('wang');
    await floor.records.agents.setStatus({ agent: 'wang', status: 'away', by: 'wang', now: floor.clock.now, dutyUntil: floor.clock.now + 3_600_000 });
    await floor.say('o1', '在吗');
    await floor.later(61_000);
    await floor.later(11_000);
    expect(waitingCards('wang')).toHaveLength(1);
    expect(waitingCards('li')).toEqual([]);
  });

  test('counts nobody who said nothing', async () => {
    await open(busy, 'li', 'wang');
    for (const openid of ['o1', 'o2', 'o3', 'o4']) await floor.enter(openid);
    await floor.later(20_000);
    expect(waitingCards('li')).toEqual([]);
    expect(textsTo(floor, 'li')).toEqual([]);
  });
});
