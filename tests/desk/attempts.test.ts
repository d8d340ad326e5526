import { openFloor, type Floor } from './floor';

const LIMIT = { of: 'login', limit: 3, windowMs: 60_000 };

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({ agents: [], entries: [] });
});
afterEach(() => floor.close());

test('attempts count over all nodes, until the window of the first one ends', async () => {
  const [here, there] = [floor.desk.attempts(LIMIT), (await floor.another()).attempts(LIMIT)];
  expect([await here.take('ann'), await there.take('ann'), await here.take('ann')]).toEqual([0, 0, 0]);
  floor.clock.pass(20_000);
  expect([await there.take('ann'), await here.take('ann')]).toEqual([40_000, 40_000]);
  expect(await there.take('ben')).toBe(0);
  floor.clock.pass(40_000);
  expect(await there.take('ann')).toBe(0);
});

test('who proved himself on one node begins anew on each', async () => {
  const [here, there] = [floor.desk.attempts(LIMIT), (await floor.another()).attempts(LIMIT)];
  for (let i = 0; i < 4; i += 1) await here.take('ann');
  await there.forget('ann');
  expect([await here.take('ann'), await here.take('ann'), await there.take('ann')]).toEqual([0, 0, 0]);
});

test('two kinds of attempts with the same key do not count for each other', async () => {
  const [login, other] = [floor.desk.attempts(LIMIT), floor.desk.attempts({ ...LIMIT, of: 'password' })];
  for (let i = 0; i < 4; i += 1) await login.take('ann');
  expect(await other.take('ann')).toBe(0);
});

test('while live state is away each node counts for itself', async () => {
  floor.live.count = async () => Promise.reject(new Error('away'));
  floor.live.uncount = async () => Promise.reject(new Error('away'));
  const attempts = floor.desk.attempts(LIMIT);
  for (let i = 0; i < 3; i += 1) expect(await attempts.take('ann')).toBe(0);
  floor.clock.pass(1_000);
  expect(await attempts.take('ann')).toBe(59_000);
  await attempts.forget('ann');
  expect(await attempts.take('ann')).toBe(0);
  for (let i = 0; i < 4; i += 1) await attempts.take('ben');
  floor.clock.pass(60_000);
  expect(await attempts.take('ben')).toBe(0);
});
