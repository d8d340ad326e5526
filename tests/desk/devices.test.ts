import type { Desk } from '../../server/desk/desk';
import { answer, chooses, newest, picks, textsTo, verdicts } from './acts';
import { agent, entry, openFloor, toAgent, type Floor } from './floor';

const HOUR = 3_600_000;

let floor: Floor;
afterEach(() => floor.close());

/** Everybody chose to be online, nobody has a device. */
async function open(): Promise<void> {
  floor = await openFloor({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li'), toAgent('wang')])] });
  await chooses(floor, 'li', 'online');
}

async function speaks(who: string, device = 'browser', opened = false): Promise<number | undefined> {
  const { steadyAt } = await floor.desk.agent.deviceSeen({ agent: who, device, ...(opened && { opened }) });
  await floor.settle();
  return steadyAt;
}

/** The router's word on somebody, from a tap of a new visitor. */
let visitors = 0;
async function judged(who: string): Promise<string | undefined> {
  const { id } = await floor.enter(`judge${visitors += 1}`);
  const words = verdicts(await newest(floor, id), who === 'li' ? 0 : 1);
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-visitor' });
  await floor.settle();
  return words[0]?.split(' ')[1];
}

test('C6 a device appears: whoever waits is his at once, without any sweep', async () => {
  await open();
  const { id, state } = await floor.say('o1', '在吗');
  expect(state).toBe('waiting');
  expect(await speaks('li', 'browser', true)).toBeUndefined();
  expect(await floor.conversation(id)).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('a device never changes what he chose: away stays away, and gets nothing', async () => {
  await open();
  await chooses(floor, 'li', 'away');
  const before = await floor.records.agents.states(['li']);
  const { id } = await floor.say('o1', '在吗');
  floor.clock.pass(1000);
  await speaks('li', 'browser', true);
  await speaks('li', 'phone', true);
  await floor.later(1000);
  expect(await floor.records.agents.states(['li'])).toEqual(before);
  expect((await floor.conversation(id)).state).toBe('waiting');
  expect(await judged('li')).toBe('away');
  await chooses(floor, 'li', 'online');
  expect((await floor.conversation(id)).agent).toBe('li');
});

test('E4 two devices: the better one counts, and each leaves for itself', async () => {
  await open();
  await speaks('li', 'browser', true);
  await speaks('li', 'phone', true);
  floor.clock.pass(40_000);
  await speaks('li', 'phone');
  // The phone was silent for 40 s itself, so he is on the way back.
  expect(await judged('li')).toBe('unstable');
  floor.clock.pass(6000);
  await speaks('li', 'phone');
  expect(await judged('li')).toBe('available');
  floor.clock.pass(25_000);
  await speaks('li', 'phone');
  floor.clock.pass(10_000);
  expect(await judged('li')).toBe('available');
  await floor.desk.agent.deviceLeft('li', 'browser');
  expect(await judged('li')).toBe('available');
  await floor.desk.agent.deviceLeft('li', 'phone');
  expect(await judged('li')).toBe('no-lease');
  expect(await speaks('li', 'phone', true)).toBeUndefined();
  expect(await judged('li')).toBe('available');
});

test('a lost device comes back: nothing new for 5 s, then whoever waits, by its next word', async () => {
  await open();
  await speaks('li', 'browser', true);
  const his = await floor.say('o1', '在吗');
  floor.clock.pass(40_000);
  const told: string[] = [];
  await floor.live.subscribe('presence', (who) => told.push(who));
  expect(await speaks('li')).toBe(floor.clock.now + 5000);
  expect((await floor.conversation(his.id)).agent).toBe('li');
  expect(await judged('li')).toBe('unstable');
  const waiting = await floor.say('o2', '在吗');
  floor.clock.pass(4999);
  await speaks('li');
  expect((await floor.conversation(waiting.id)).state).toBe('waiting');
  expect(told).toEqual([]);
  floor.clock.pass(1);
  expect(await speaks('li')).toBeUndefined();
  expect((await floor.conversation(waiting.id)).agent).toBe('li');
  floor.clock.pass(15_000);
  await speaks('li');
  expect(told).toEqual(['li']);
});

test('it flaps: each socket opened meanwhile begins the quiet time anew, an answer to a ping does not', async () => {
  await open();
  await speaks('li', 'browser', true);
  floor.clock.pass(40_000);
  await speaks('li', 'browser', true);
  for (let i = 0; i < 4; i += 1) {
    floor.clock.pass(3000);
    expect(await speaks('li', 'browser', true)).toBe(floor.clock.now + 5000);
    expect(await judged('li')).toBe('unstable');
  }
  floor.clock.pass(3000);
  expect(await speaks('li')).toBe(floor.clock.now + 2000);
  floor.clock.pass(2000);
  await speaks('li');
  expect(await judged('li')).toBe('available');
});

test('E6 a socket that is back before anybody missed it is there as before', async () => {
  await open();
  await speaks('li', 'browser', true);
  floor.clock.pass(29_000);
  expect(await speaks('li', 'browser', true)).toBeUndefined();
  expect(await judged('li')).toBe('available');
});

test('a device that was gone has to stay 5 s as well; one that was lost long ago is as good as new', async () => {
  await open();
  await speaks('li', 'browser', true);
  floor.clock.pass(80_000);
  expect(await judged('li')).toBe('no-lease');
  await speaks('li', 'browser', true);
  expect(await judged('li')).toBe('unstable');
  floor.clock.pass(12 * HOUR);
  expect(await speaks('li', 'browser', true)).toBeUndefined();
  expect(await judged('li')).toBe('available');
});

test('E14 logging out is immediate even right after a start, when others may only be late', async () => {
  await open();
  await speaks('li', 'browser', true);
  await chooses(floor, 'wang', 'online');
  await speaks('wang', 'browser', true);
  const { id } = await floor.say('o1', '在吗');
  expect((await floor.conversation(id)).agent).toBe('li');
  await floor.desk.agent.deviceLeft('li', 'browser');
  await floor.later(0);
  expect((await floor.conversation(id)).agent).toBe('wang');
});

test('E2 the end of duty leaves him as he is where his workbench is open, and says so', async () => {
  await open();
  await picks(floor, 'li', 'online');
  await picks(floor, 'wang', 'online');
  floor.clock.pass(9 * HOUR - 10_000);
  await speaks('li', 'browser', true);
  const [before] = await floor.records.agents.states(['li']);
  await floor.later(10_000);
  const [li, wang] = await floor.records.agents.states(['li', 'wang']);
  expect(li).toMatchObject({ status: 'online', statusSince: before?.statusSince });
  expect(li?.dutyUntil).toBeUndefined();
  expect(wang).toMatchObject({ status: 'offline' });
  expect(textsTo(floor, 'li').at(-1)).toContain('工作台还开着');
  expect(textsTo(floor, 'wang').at(-1)).toContain('您已离线');
  const { id } = await floor.say('o1', '在吗');
  expect((await floor.conversation(id)).agent).toBe('li');
  await floor.later(1000);
  expect(textsTo(floor, 'li').filter((text) => text.includes('值班时间到'))).toHaveLength(1);
  floor.clock.pass(76_000);
  expect(await judged('li')).toBe('no-lease');
});

describe('since when somebody is gone', () => {
  /** An answered conversation whose owner was seen gone just now. */
  async function answeredAndGone(): Promise<string> {
    await open();
    await speaks('li', 'browser', true);
    const { id } = await floor.say('o1', '在吗');
    await answer(floor, 'li', id, '在的');
    floor.clock.pass(76_000);
    await floor.later(0);
    expect((await floor.conversation(id)).agent).toBe('li');
    return id;
  }

  test('is known to another node and after a restart: the grace goes on', async () => {
    const id = await answeredAndGone();
    await floor.later(100_000);
    const next = await floor.another();
    floor.clock.pass(79_999);
    await next.loops.sweep();
    expect((await floor.conversation(id)).agent).toBe('li');
    floor.clock.pass(1);
    await next.loops.sweep();
    expect((await floor.conversation(id)).state).toBe('waiting');
  });

  test('is forgotten when he comes back', async () => {
    const id = await answeredAndGone();
    floor.clock.pass(100_000);
    await speaks('li', 'browser', true);
    await floor.later(0);
    floor.clock.pass(76_000);
    await floor.later(0);
    await floor.later(179_999);
    expect((await floor.conversation(id)).agent).toBe('li');
    await floor.later(1);
    expect((await floor.conversation(id)).state).toBe('waiting');
  });

  describe('is not guessed where he may only be late', () => {
    /** An answered conversation at somebody whose device nobody has heard of for half an hour; nobody looked meanwhile. */
    async function nobodyLooked(): Promise<string> {
      await open();
      await speaks('li', 'browser', true);
      const { id } = await floor.say('o1', '在吗');
      await answer(floor, 'li', id, '在的');
      floor.clock.pass(HOUR / 2);
      return id;
    }

    /** He has 75 s to come back, and then the grace of 180 s. */
    async function keepsIt(id: string, next: Desk): Promise<void> {
      for (const ms of [0, 75_000, 179_999]) {
        floor.clock.pass(ms);
        await next.loops.sweep();
        expect((await floor.conversation(id)).agent).toBe('li');
      }
      floor.clock.pass(1);
      await next.loops.sweep();
      expect((await floor.conversation(id)).state).toBe('waiting');
    }

    test('all nodes were down', async () => {
      const id = await nobodyLooked();
      await keepsIt(id, await floor.another());
    });

    test('live state was lost', async () => {
      const id = await nobodyLooked();
      const next = await floor.another();
      await next.loops.sweep();
      floor.clock.pass(74_000);
      await floor.live.close();
      await keepsIt(id, next);
    });
  });
});
