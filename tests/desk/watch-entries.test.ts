import { agent, entry, openFloor, toAgent, type Floor } from './floor';

const MINUTE = 60_000;

let floor: Floor;
afterEach(() => floor.close());

const keys = (): string[] => floor.alarms.map(({ key }) => key);
async function minutes(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) await floor.later(MINUTE);
}

test('an entry without anybody in its hours is told once after a while, by whichever node, and told to be well again', async () => {
  floor = await openFloor({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li')]), entry('after', [toAgent('wang')])] });
  await floor.online('wang');
  await minutes(9);
  expect(keys()).toEqual([]);
  const other = await floor.another();
  await minutes(1);
  await other.loops.sweep();
  await minutes(5);
  await other.loops.sweep();
  expect(floor.alarms).toMatchObject([{ key: 'deserted:vip', level: 'error', zh: expect.stringContaining('10 分钟没有客服在线') }]);
  await floor.online('li');
  await minutes(2);
  expect(keys()).toEqual(['deserted:vip', 'served-again:vip']);
});

test('somebody busy is somebody, and outside its hours nobody need be there', async () => {
  floor = await openFloor({
    agents: [agent('li', { capacity: 1 }), agent('wang')],
    entries: [entry('vip', [toAgent('li')]), entry('night', [toAgent('wang')], { hours: 'night' })],
    // it is noon
    hours: [{ key: 'night', name: '夜间', timeZone: 'Asia/Shanghai', weekly: [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, from: '22:00', to: '23:00' })), holidays: [] }],
  });
  await floor.online('li');
  await floor.enter('o1', 'vip');
  await floor.say('o1', '在吗');
  await minutes(12);
  expect(keys().filter((key) => key.startsWith('deserted'))).toEqual([]);
});

test('many messages that do not arrive are told once, besides each reason', async () => {
  floor = await openFloor({ agents: [agent('li')], entries: [entry('vip', [toAgent('li', { ringSeconds: 0 })])] });
  await floor.online('li');
  await floor.enter('o1', 'vip');
  const { id } = await floor.say('o1', '在吗');
  for (let n = 0; n < 22; n += 1) {
    if (n % 5 === 0) await floor.say('o1', '还在吗');
    floor.outcomes.push({ kind: 'refused', why: 'content:47003' });
    await floor.desk.agent.reply({ conversation: id, key: `r${n}`, agent: 'li', body: { kind: 'text', text: '在' } });
    await floor.settle();
  }
  expect(keys().filter((key) => key === 'deliveries-failing')).toHaveLength(1);
});
