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
