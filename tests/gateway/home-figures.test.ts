import { HomeAnswer } from '../../shared/http/figures';
import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { staffOf } from './staff-of';

const HOUR = 3_600_000;

let house: House;
beforeEach(async () => {
  // 12:00 in Shanghai, where the desk's days begin unless it says otherwise
  house = await openHouse({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li')])] });
});
afterEach(() => house.close());

const home = async () => read(HomeAnswer, await (await staffOf(house, 'ops')).get('/api/ops/home'));

/** Somebody asks, is answered after a minute and served for ten more. */
async function served(openid: string): Promise<void> {
  const { floor } = house;
  await floor.enter(openid, 'vip');
  const { id } = await floor.say(openid, '在吗');
  floor.clock.pass(60_000);
  await floor.desk.agent.reply({ conversation: id, key: openid, agent: 'li', body: { kind: 'text', text: '在' } });
  floor.clock.pass(10 * 60_000);
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'li' });
}

test('an empty desk has numbers too', async () => {
  expect(await home()).toMatchObject({
    timeZone: 'Asia/Shanghai', agentsOnline: { now: 0 }, visitorsNow: { now: 0 }, visitors: { now: 0, before: 0 }, conversations: { now: 0, before: 0 }, serviceMs: {},
  });
});

test('today against yesterday up to the same time of day, and seven days', async () => {
  const { floor } = house;
  await floor.online('li', 'wang');
  await served('o1');
  await floor.later(HOUR / 4);
  await floor.later(2 * HOUR);
  await served('o2');
  // 00:37 of the next day in Shanghai: nobody had come by then, today or yesterday
  await floor.later(10 * HOUR);
  expect((await home()).conversations).toEqual({ now: 0, before: 0 });
  await floor.later(12 * HOUR);
  await floor.online('li');
  await floor.enter('o3', 'vip');
  await floor.say('o3', '在吗');
  const figures = await home();
  expect(figures.conversations).toEqual({ now: 1, before: 1 });
  expect(figures.visitors).toEqual({ now: 1, before: 1 });
  expect(figures.serviceMs).toEqual({ before: 10 * 60_000 });
  expect(figures.visitorsNow.now).toBe(1);
  expect(figures.agentsOnline).toEqual({ now: 1, before: 2 });
  expect(figures.days).toHaveLength(7);
  expect(figures.days.slice(-2)).toMatchObject([
    { date: '2026-01-07', from: Date.UTC(2026, 0, 6, 16), visitors: 2, conversations: 2, serviceMs: 10 * 60_000, agents: 2 }, { date: '2026-01-08', visitors: 1, conversations: 1 },
  ]);
});

test('the desk says by whose clock its days begin', async () => {
  const { floor } = house;
  await floor.publish((config) => { config.settings.timeZone = 'America/New_York'; });
  await floor.enter('o1', 'vip');
  await floor.say('o1', '在吗');
  const figures = await home();
  expect(figures.timeZone).toBe('America/New_York');
  expect(figures.days.at(-1)).toMatchObject({ date: '2026-01-06', from: Date.UTC(2026, 0, 6, 5), conversations: 1 });
});

test('many who look make one reading, and it reads no more than the days shown', async () => {
  const { figures } = house.floor.records;
  const asked: { from: number; to: number }[] = [];
  const { period } = figures;
  figures.period = (stretch) => { asked.push(stretch); return period(stretch); };
  await Promise.all([home(), home(), home()]);
  expect(asked).toHaveLength(8);
  expect(Math.min(...asked.map(({ from }) => from))).toBe(Date.UTC(2025, 11, 31, 16));
  house.floor.clock.pass(6_000);
  await home();
  // today and yesterday up to now; the days that are over are known
  expect(asked).toHaveLength(10);
});
