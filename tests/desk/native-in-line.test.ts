import { agent, toAgent } from './floor';
import { ACCOUNT, kfEntry, openNativeFloor } from './native-floor';

test('whom a servicer passed on meanwhile is not taken back when the platform’s answer to our telling was lost', async () => {
  const floor = await openNativeFloor({ agents: [agent('li'), agent('wang')], entries: [kfEntry('vip', [toAgent('li', { ringSeconds: 0 })])] });
  await floor.receive('li', 'wang');
  await floor.enters('wm1', 'vip');
  floor.kf.script.appointed.push({ kind: 'unknown', why: 'no-answer' });
  expect(await floor.writes('wm1', 'hello')).toMatchObject({ state: 'assigned', agent: 'li' });
  // WeCom had done it all the same, and li passes the visitor on before we ask again
  Object.assign(floor.kf.session('wm1'), { state: 3, servicer: 'w-li' });
  floor.kf.passesOn(ACCOUNT, 'wm1', 'w-wang');
  const told = floor.kf.asked.length;
  await floor.later(5_000);
  expect(floor.kf.asked.slice(told)).toEqual([]);
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-wang' });
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'wang' });
  expect(await floor.records.native.unseated(10)).toEqual([]);
  await floor.close();
});

test('a platform that is slow to say where a visitor is keeps the sweep waiting for one of them, and is told nothing unasked', async () => {
  const floor = await openNativeFloor({ agents: [agent('li')], entries: [kfEntry('vip', [toAgent('li', { ringSeconds: 0 })])] });
  await floor.receive('li');
  const native = floor.kf.channel.native;
  if (!native) throw new Error('a native channel');
  for (const subject of ['wm1', 'wm2']) {
    floor.kf.script.appointed.push({ kind: 'unknown', why: 'no-answer' });
    await floor.writes(subject, 'hello');
  }
  const session = native.session;
  const read: string[] = [];
  native.session = async ({ subject }) => {
    read.push(subject);
    floor.clock.pass(10_000);
    return { kind: 'unknown', why: 'no-answer' };
  };
  const told = floor.kf.asked.length;
  for (let n = 0; n < 4; n += 1) {
    const from = floor.clock.now;
    await floor.later(0);
    expect(floor.clock.now - from).toBe(10_000);
  }
  expect([...read].sort()).toEqual(['wm1', 'wm1', 'wm2', 'wm2']);
  expect(floor.kf.asked.slice(told)).toEqual([]);
  native.session = session;
  await floor.later(0);
  expect([floor.kf.session('wm1').servicer, floor.kf.session('wm2').servicer]).toEqual(['w-li', 'w-li']);
  expect(await floor.records.native.unseated(10)).toEqual([]);
  await floor.close();
});
