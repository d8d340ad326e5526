import { agent, entry, group, openFloor, toGroup, type Floor } from './floor';

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({
    agents: [agent('li', { capacity: 0 }), agent('wang')], groups: [group('all', ['li', 'wang'])],
    entries: [entry('sales', [toGroup('all')], { overflow: { kind: 'queue', maxWaitSeconds: 60 } })],
  });
});
afterEach(() => floor.close());

test('who had left words and writes again hears his place in the queue', async () => {
  const { id } = await floor.say('o1', '在吗');
  await floor.later(61_000);
  expect((await floor.conversation(id)).state).toBe('left');
  const before = floor.phone.length;
  await floor.say('o1', '还在吗');
  expect((await floor.conversation(id))).toMatchObject({ state: 'waiting', waitUntil: expect.any(Number) as number });
  expect(floor.phone.slice(before).map((one) => one.body)).toEqual([{ kind: 'text', text: expect.stringContaining('第 1 位') as string }]);
});
