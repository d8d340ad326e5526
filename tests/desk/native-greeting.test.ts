import { agent, toAgent } from './floor';
import { ACCOUNT, kfEntry, openNativeFloor, type NativeFloor } from './native-floor';

let floor: NativeFloor;
beforeEach(async () => {
  floor = await openNativeFloor({
    agents: [agent('li'), agent('wang')],
    hours: [{ key: 'never', name: 'Never', timeZone: 'Asia/Shanghai', weekly: [], holidays: [] }],
    entries: [
      kfEntry('vip', [toAgent('li'), toAgent('wang')]),
      kfEntry('shut', [toAgent('li')], { hours: 'never' }),
    ],
  });
});
afterEach(() => floor.close());

test('the greeting says who will answer, by its code and once', async () => {
  await floor.receive('li');
  await floor.enters('wm1', 'vip');
  expect(floor.heard('wm1')).toEqual(['*您好，LI为您服务，请直接留下您的问题。']);
  await floor.enters('wm1', 'vip');
  await floor.writes('wm1', '在吗');
  expect(floor.heard('wm1')).toHaveLength(1);
});

test('or who stands in, or the place in line, or that it is closed', async () => {
  await floor.receive('wang');
  await floor.enters('wm1', 'vip');
  expect(floor.heard('wm1')).toEqual(['*您好，LI现在不在，由WANG为您服务。']);
  await floor.enters('wm2', 'shut');
  expect(floor.heard('wm2')[0]).toMatch(/^\*现在是非服务时间/);
  await floor.receives('wang', 'stopped');
  await floor.enters('wm3', 'vip');
  expect(floor.heard('wm3')).toEqual(['*客服都在忙，您将排在第 1 位']);
});

test('never late', async () => {
  await floor.receive('li');
  floor.kf.enters(ACCOUNT, 'wm1', 'vip');
  floor.clock.pass(18_500);
  await floor.pull();
  expect(floor.heard('wm1')).toEqual([]);
  const { id } = await floor.of('wm1');
  expect(await floor.transcript(id)).toEqual(['system: (entered)']);
  expect(await floor.writes('wm1', '在吗')).toMatchObject({ agent: 'li' });
});

test('who enters and writes before we heard of either is greeted and answered', async () => {
  await floor.receive('li');
  floor.kf.enters(ACCOUNT, 'wm1', 'vip');
  floor.kf.writes(ACCOUNT, 'wm1', '在吗');
  await floor.pull();
  expect(floor.heard('wm1')).toEqual(['*您好，LI为您服务，请直接留下您的问题。']);
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('without a code nothing is said before his first word', async () => {
  await floor.receive('wang');
  floor.kf.enters(ACCOUNT, 'wm1', 'vip', { welcome: false });
  await floor.pull();
  expect(floor.heard('wm1')).toEqual([]);
  await floor.writes('wm1', '在吗');
  expect(floor.heard('wm1')).toEqual(['*LI现在不在，由WANG为您服务。']);
});

test('a ticket says which visitor of ours he is, and a link passed on makes nobody else him', async () => {
  const known = await floor.enter('openid-1', undefined);
  floor.kf.enters(ACCOUNT, 'wm1', 'vip', { visitor: known.visitor });
  floor.kf.enters(ACCOUNT, 'wm2', 'vip', { visitor: known.visitor });
  await floor.pull();
  expect((await floor.of('wm1')).visitor).toBe(known.visitor);
  expect((await floor.of('wm2')).visitor).not.toBe(known.visitor);
});

test('a code that is refused for the place in line leaves the words to an ordinary message', async () => {
  await floor.receive('li');
  floor.kf.script.notices.push({ kind: 'refused', why: 'expired:95018' });
  await floor.publish((config) => { for (const one of config.entries) one.nativePool = one.key === 'vip'; });
  await floor.receives('li', 'stopped');
  await floor.writes('wm1', '在吗');
  expect(floor.heard('wm1')).toEqual(['客服都在忙，您排在第 1 位，轮到您时会马上回复。']);
});

test('another button of the account runs its own ladder, from agent to agent, with a word to all three', async () => {
  await floor.publish((config) => config.entries.push(kfEntry('after', [toAgent('wang')])));
  await floor.receive('li', 'wang');
  await floor.enters('wm1', 'vip');
  const { id } = await floor.writes('wm1', '在吗');
  await floor.answers('li', 'wm1', '您好');
  await floor.enters('wm1', 'after');
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'assigned', agent: 'wang', entry: 'after' });
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-wang' });
  expect(floor.heard('wm1').at(-1)).toBe('*您好，WANG为您服务，请直接留下您的问题。');
  expect(floor.wecom.map(({ address }) => address).sort()).toEqual(['w-li', 'w-wang']);
  await floor.later(1_000);
  expect(floor.kf.asked.filter(({ seat }) => seat.at === 'agent')).toHaveLength(2);
});
