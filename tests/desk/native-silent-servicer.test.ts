import { agent, group, toAgent, toGroup } from './floor';
import { newest, textsTo } from './acts';
import { kfEntry, openNativeFloor, type NativeFloor } from './native-floor';

let floor: NativeFloor;
beforeEach(async () => {
  floor = await openNativeFloor({
    agents: [agent('li'), agent('wang'), agent('zhao')], groups: [group('team', ['wang', 'zhao'], { strategy: 'as-listed' })],
    entries: [
      kfEntry('vip', [toAgent('li'), toGroup('team')]),
      kfEntry('only', [toAgent('li')], { overflow: { kind: 'leave-message' } }),
    ],
  });
});
afterEach(() => floor.close());

test('a servicer who does not reply loses it to the next, from agent to agent, with a word to both and to the visitor', async () => {
  await floor.receive('li', 'wang');
  await floor.enters('wm1', 'vip');
  await floor.writes('wm1', '在吗');
  floor.clock.pass(61_000);
  await floor.receive('li', 'wang');
  await floor.later(0);
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'wang', missed: ['li'] });
  expect(floor.kf.asked.map(({ seat }) => seat)).toEqual([{ at: 'agent', agent: 'w-li' }, { at: 'agent', agent: 'w-wang' }]);
  expect(textsTo(floor, 'li')).toHaveLength(1);
  expect(textsTo(floor, 'wang')).toHaveLength(1);
  expect(floor.heard('wm1').at(-1)).toBe('*已为您转接给WANG。');
});

test('what he could not be told does not stand in the transcript as if he had heard it', async () => {
  await floor.receive('li', 'wang', 'zhao');
  await floor.enters('wm1', 'vip');
  const { id } = await floor.writes('wm1', '在吗');
  for (let moved = 0; moved < 2; moved += 1) {
    floor.clock.pass(61_000);
    await floor.receive('li', 'wang', 'zhao');
    await floor.later(0);
  }
  expect(await floor.of('wm1')).toMatchObject({ agent: 'zhao', missed: ['li', 'wang'] });
  const told = floor.heard('wm1').map((text) => text.replace('*', ''));
  const stands = (await floor.transcript(id)).filter((line) => line.startsWith('system: ') && !line.includes('(')).map((line) => line.slice('system: '.length));
  expect(stands).toEqual(told);
});

test('when nobody of the ladder replies it stays with the last, is marked once, and goes to the next who comes', async () => {
  await floor.receive('li');
  await floor.enters('wm1', 'vip');
  const { id } = await floor.writes('wm1', '在吗');
  await floor.later(61_000);
  expect(await floor.of('wm1')).toMatchObject({ state: 'waiting', missed: ['li'] });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-li' });
  expect((await floor.transcript(id)).filter((line) => line === 'system: (nobody-answered)')).toHaveLength(1);
  expect(floor.alarms.filter(({ key }) => key === 'nobody-answered:vip')).toHaveLength(1);
  await floor.later(5_000);
  expect(await floor.of('wm1')).toMatchObject({ state: 'waiting' });
  expect((await floor.transcript(id)).filter((line) => line === 'system: (nobody-answered)')).toHaveLength(1);
  await floor.receives('zhao', 'receiving');
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'zhao' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-zhao' });
  expect(textsTo(floor, 'li')).toHaveLength(1);
});

test('if the last servicer answers after all it is his', async () => {
  await floor.receive('li');
  await floor.enters('wm1', 'vip');
  const { id } = await floor.writes('wm1', '在吗');
  await floor.later(61_000);
  await floor.answers('li', 'wm1', '来了');
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'assigned', agent: 'li' });
  expect((await newest(floor, id)).cause).toBe('replied-first');
  await floor.receives('zhao', 'receiving');
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('where words are left instead, the session is ended and its closing code says so', async () => {
  await floor.receive('li');
  await floor.enters('wm1', 'only');
  await floor.writes('wm1', '在吗');
  await floor.later(61_000);
  expect(await floor.of('wm1')).toMatchObject({ state: 'left' });
  expect(floor.kf.session('wm1').state).toBe(4);
  expect(floor.heard('wm1').at(-1)).toMatch(/^\*让您久等了.*留言/);
  const again = await floor.writes('wm1', '还在吗');
  expect(again).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('when the longest wait is over, it is ended and he hears that his words are kept', async () => {
  await floor.receive('li');
  await floor.enters('wm1', 'vip');
  await floor.writes('wm1', '在吗');
  await floor.later(61_000);
  expect(floor.kf.session('wm1').state).toBe(3);
  await floor.later(601_000);
  expect(await floor.of('wm1')).toMatchObject({ state: 'left' });
  expect(floor.kf.session('wm1').state).toBe(4);
  expect(floor.heard('wm1').at(-1)).toMatch(/^\*让您久等了.*留言/);
});

test('when the longest wait is over with us, the session stays ours for his next word', async () => {
  await floor.enters('wm1', 'vip');
  await floor.writes('wm1', '在吗');
  await floor.later(601_000);
  expect(await floor.of('wm1')).toMatchObject({ state: 'left' });
  expect(floor.kf.session('wm1').state).toBe(1);
  expect(floor.heard('wm1').at(-1)).toMatch(/^让您久等了/);
});

test('an answer in time ends the ring', async () => {
  await floor.receive('li', 'wang');
  await floor.enters('wm1', 'vip');
  await floor.writes('wm1', '在吗');
  await floor.later(30_000);
  const answered = await floor.answers('li', 'wm1', '您好');
  expect(answered.ringAt).toBeUndefined();
  expect(answered.firstReplyAt).toBe(floor.clock.now);
  await floor.later(61_000);
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
});
