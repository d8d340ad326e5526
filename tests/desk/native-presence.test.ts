import { agent, toAgent } from './floor';
import { newest, picks, seen, verdicts } from './acts';
import { ACCOUNT, kfEntry, openNativeFloor, type NativeFloor } from './native-floor';
import { entry } from './floor';

let floor: NativeFloor;
beforeEach(async () => {
  floor = await openNativeFloor({
    agents: [agent('li'), agent('wang')],
    entries: [entry('contact', [toAgent('li')], { isDefault: true }), kfEntry('vip', [toAgent('li')]), kfEntry('other', [toAgent('li')], { kfAccount: 'wk2' })],
  });
});
afterEach(() => floor.close());

test('neither a workbench nor the duty in WeCom counts where only receiving does', async () => {
  await floor.online('li');
  await seen(floor, 'li');
  const waits = await floor.writes('wm1', '在吗');
  expect(waits.state).toBe('waiting');
  expect(verdicts(await newest(floor, waits.id), 0)).toEqual(['li no-lease']);
});

test('and receiving on one account counts neither on another nor on our own channels', async () => {
  await floor.receives('li', 'receiving');
  await floor.desk.agent.setStatus({ agent: 'li', status: 'online', by: 'li' });
  expect((await floor.enter('o1', 'contact')).state).toBe('waiting');
  floor.kf.writes('wk2', 'wm9', '在吗');
  await floor.pull();
  expect(floor.kf.session('wm9').state).toBe(1);
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'assigned', agent: 'li' });
});

test.each(['unknown', 'stopped', 'suspended'] as const)('%s is not there', async (status) => {
  await floor.receive('li');
  floor.kf.receiving.set('w-li', status);
  await floor.desk.loops.receivers();
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'waiting' });
});

test('what was said too long ago counts no more', async () => {
  await floor.receive('li');
  floor.clock.pass(181_000);
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'waiting' });
});

test('who suspends keeps those he has, answered or not', async () => {
  await floor.receive('li');
  const { id } = await floor.writes('wm1', '在吗');
  await floor.answers('li', 'wm1', '您好');
  await floor.writes('wm1', '再问');
  await floor.receives('li', 'suspended');
  await floor.later(600_000);
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'assigned', agent: 'li' });
});

test('who ops take off loses them', async () => {
  await floor.receive('li');
  await floor.writes('wm1', '在吗');
  await floor.desk.agent.setStatus({ agent: 'li', status: 'offline', by: 'boss' });
  await floor.later(1_000);
  expect(await floor.of('wm1')).toMatchObject({ state: 'waiting' });
});

test('news that was over by the time it was told changes nothing', async () => {
  const { kf, clock } = floor;
  const at = clock.now;
  clock.pass(10_000);
  await floor.receive('li');
  kf.tell(ACCOUNT, { kind: 'receiving', account: ACCOUNT, agent: 'w-li', receiving: 'stopped' }, at);
  await floor.pull();
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'assigned' });
  clock.pass(10_000);
  await floor.receives('li', 'stopped');
  kf.tell(ACCOUNT, { kind: 'receiving', account: ACCOUNT, agent: 'w-li', receiving: 'receiving' }, at);
  await floor.pull();
  kf.receiving.set('w-li', 'receiving');
  expect(await floor.writes('wm2', '在吗')).toMatchObject({ state: 'waiting' });
});

test('an account WeCom does not have is told once an hour, with the buttons that need it', async () => {
  await floor.publish((config) => { for (const one of config.entries) if (one.kfAccount === 'wk2') one.label = { zh: '售后', en: 'After sales' }; });
  const { native } = floor.kf.channel;
  if (!native) throw new Error('a pretend 微信客服 has a desk of its own');
  const { receivers } = native;
  native.receivers = async (account) => (account === 'wk2' ? { kind: 'later', afterMs: 60_000, why: 'no-account:95004' } : receivers(account));
  await floor.receive('li');
  expect(floor.alarms).toEqual([{
    key: 'no-account:wk2', level: 'error', quietMs: 3_600_000,
    zh: expect.stringMatching(/ wk2，.*“售后”/), en: expect.stringMatching(/ wk2,.*“After sales”/),
  }]);
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('the end of a duty in WeCom does not take away who receives', async () => {
  await floor.publish((config) => { config.settings.dutyHours = 1; });
  await picks(floor, 'li', 'online');
  floor.clock.pass(3_601_000);
  await floor.receive('li');
  await floor.later(0);
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ state: 'assigned', agent: 'li' });
});
