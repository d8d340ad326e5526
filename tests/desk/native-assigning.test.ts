import { agent, group, toAgent, toGroup } from './floor';
import { receipts, verdicts, newest, load } from './acts';
import { ACCOUNT, kfEntry, openNativeFloor, type NativeFloor } from './native-floor';

let floor: NativeFloor;
beforeEach(async () => {
  floor = await openNativeFloor({
    agents: [agent('li'), agent('wang'), agent('zhao')], groups: [group('team', ['wang', 'zhao'], { strategy: 'as-listed' })],
    entries: [
      kfEntry('vip', [toAgent('li'), toGroup('team')]),
      kfEntry('open', [{ target: { kind: 'anyone' }, respectCapacity: true, acceptAway: false, ringSeconds: 60 }], { kfAccount: 'wk2', nativePool: true }),
      kfEntry('only', [toAgent('li')], { kfAccount: 'wk3', overflow: { kind: 'leave-message' } }),
    ],
  });
});
afterEach(() => floor.close());

test('nobody is given a visitor before his first word; then it is who the button names', async () => {
  await floor.receive('li', 'wang');
  const entered = await floor.enters('wm1', 'vip');
  expect(entered).toMatchObject({ state: 'waiting', entry: 'vip' });
  await floor.later(5_000);
  expect(floor.kf.asked).toEqual([]);
  const spoken = await floor.writes('wm1', '在吗');
  expect(spoken).toMatchObject({ id: entered.id, state: 'assigned', agent: 'li' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-li' });
  expect(floor.kf.asked).toHaveLength(1);
  expect(await load(floor, 'li')).toBe(1);
  await floor.later(5_000);
  expect(floor.kf.asked).toHaveLength(1);
});

test('whom the platform refuses is passed over, and the receipt says why', async () => {
  await floor.receive('li', 'wang', 'zhao');
  floor.kf.receiving.set('w-li', 'suspended');
  floor.kf.receiving.delete('w-wang');
  await floor.enters('wm1', 'vip');
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'assigned', agent: 'zhao' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-zhao' });
  const receipt = await newest(floor, (await floor.of('wm1')).id);
  expect([...verdicts(receipt, 0), ...verdicts(receipt, 1)]).toEqual(['li refused-by-platform', 'wang refused-by-platform', 'zhao available']);
  expect(receipt.steps[0]?.verdicts[0]?.code).toBe('agent-unavailable:95019');
  expect(receipt.steps[1]?.verdicts[0]?.code).toBe('agent-unavailable:95014');
  expect([await load(floor, 'li'), await load(floor, 'wang'), await load(floor, 'zhao')]).toEqual([0, 0, 1]);
});

test('with nobody there he waits with us, hears it there once, and the first who receives gets him', async () => {
  await floor.enters('wm1', 'vip');
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'waiting' });
  await floor.writes('wm1', '有人吗');
  expect(floor.kf.session('wm1').state).toBe(1);
  expect(floor.heard('wm1').filter((text) => text.includes('排在第 1 位'))).toHaveLength(2);
  await floor.later(5_000);
  await floor.receives('wang', 'receiving');
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'wang' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-wang' });
  expect(floor.heard('wm1').at(-1)).toBe('*WANG已接入，为您服务。');
});

test('three words told at once give one place in the queue in words', async () => {
  for (const one of ['一', '二', '三']) floor.kf.writes(ACCOUNT, 'wm1', one);
  await floor.pull();
  expect(floor.heard('wm1')).toHaveLength(1);
  const { id } = await floor.of('wm1');
  expect((await floor.transcript(id)).filter((line) => line.startsWith('visitor'))).toEqual(['visitor: 一', 'visitor: 二', 'visitor: 三']);
  expect(await receipts(floor, id)).toHaveLength(1);
});

test('who leaves words when nobody is there hears once that they are kept, however many follow', async () => {
  for (const one of ['一', '二']) {
    floor.kf.writes('wk3', 'wm1', one);
    await floor.pull();
  }
  expect(floor.kf.phone).toHaveLength(1);
  expect(floor.kf.session('wm1').state).toBe(1);
});

test("the platform's own queue is for entries that end with anyone and want it", async () => {
  floor.kf.enters('wk2', 'wm1', 'open');
  floor.kf.writes('wk2', 'wm1', '在吗');
  await floor.pull();
  expect(floor.kf.session('wm1').state).toBe(2);
  expect(floor.kf.phone.at(-1)).toMatchObject({ by: 'code' });
});

test('anyone means whoever receives there, also one who never chose a status, again and again', async () => {
  for (const n of [1, 2]) {
    floor.kf.tell('wk2', { kind: 'receiving', account: 'wk2', agent: 'w-zhao', receiving: 'receiving' });
    floor.kf.receiving.set('w-zhao', 'receiving');
    floor.kf.writes('wk2', `wm${n}`, '在吗');
    await floor.pull();
    expect(floor.kf.session(`wm${n}`)).toMatchObject({ state: 3, servicer: 'w-zhao' });
  }
});

test('an entering that was lost is asked for at the first word', async () => {
  await floor.publish((config) => config.entries.push(kfEntry('second', [toAgent('zhao')])));
  await floor.receive('li', 'zhao');
  floor.kf.session('wm1').enteredBy = { entry: 'second', genuine: true };
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ entry: 'second', agent: 'zhao' });
});

test('an agent who takes somebody who waits gets him on the platform, or hears why not', async () => {
  await floor.enters('wm1', 'vip');
  const { id } = await floor.writes('wm1', '在吗');
  expect(await floor.desk.agent.take({ conversation: id, agent: 'zhao', cause: 'taken' })).toMatchObject({ kind: 'not-receiving' });
  await floor.settle();
  expect(await floor.of('wm1')).toMatchObject({ state: 'waiting' });
  floor.kf.receiving.set('w-zhao', 'receiving');
  expect(await floor.desk.agent.take({ conversation: id, agent: 'zhao', cause: 'taken' })).toMatchObject({ kind: 'taken' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-zhao' });
});

test('who has not written yet cannot be taken', async () => {
  const { id } = await floor.enters('wm1', 'vip');
  floor.kf.receiving.set('w-li', 'receiving');
  expect(await floor.desk.agent.take({ conversation: id, agent: 'li', cause: 'taken' })).toMatchObject({ kind: 'not-receiving' });
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'waiting' });
});

test('a transfer the platform refuses leaves it with its owner', async () => {
  await floor.receive('li', 'wang');
  const { id } = await floor.writes('wm1', '在吗');
  floor.kf.receiving.set('w-wang', 'stopped');
  expect(await floor.desk.agent.transfer({ conversation: id, by: 'li', to: 'wang' })).toEqual({ kind: 'not-available' });
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
  floor.kf.receiving.set('w-wang', 'receiving');
  expect(await floor.desk.agent.transfer({ conversation: id, by: 'li', to: 'wang' })).toMatchObject({ kind: 'transferred' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-wang' });
  await floor.later(1_000);
  expect(floor.kf.asked.filter(({ answer }) => answer === 'sent').map(({ seat }) => seat)).toEqual([{ at: 'agent', agent: 'w-li' }, { at: 'agent', agent: 'w-wang' }]);
});

test('a supervisor whom the platform refuses takes nothing away from its owner', async () => {
  await floor.receive('li', 'wang');
  const { id } = await floor.writes('wm1', '在吗');
  expect(await floor.desk.agent.take({ conversation: id, agent: 'zhao', cause: 'supervisor', anyOwner: true })).toMatchObject({ kind: 'not-receiving' });
  await floor.settle();
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-li' });
});
