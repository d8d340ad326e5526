import { agent, toAgent } from './floor';
import { load, newest } from './acts';
import { ACCOUNT, kfEntry, openNativeFloor, type NativeFloor } from './native-floor';

let floor: NativeFloor;
beforeEach(async () => {
  floor = await openNativeFloor({
    agents: [agent('li'), agent('wang')],
    entries: [kfEntry('open', [toAgent('li', { ringSeconds: 0 }), { target: { kind: 'anyone' }, respectCapacity: true, acceptAway: false, ringSeconds: 0 }], { nativePool: true })],
  });
});
afterEach(() => floor.close());

const PICKED = 5_000;
async function inPool(): Promise<string> {
  const { id } = await floor.writes('wm1', '在吗');
  expect(floor.kf.session('wm1').state).toBe(2);
  floor.clock.pass(PICKED);
  return id;
}

test('who picks up from the pool owns it, once', async () => {
  const id = await inPool();
  floor.kf.picksUp(ACCOUNT, 'w-wang', 'wm1');
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'assigned', agent: 'wang' });
  expect((await newest(floor, id)).cause).toBe('taken-natively');
  expect(await load(floor, 'wang')).toBe(1);
  await floor.later(5_000);
  expect(floor.kf.asked.filter(({ seat }) => seat.at === 'agent')).toEqual([]);
});

test('somebody unknown who picks up owns it, keeps it, and ops are told', async () => {
  const id = await inPool();
  floor.kf.picksUp(ACCOUNT, 'Stranger', 'wm1');
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'assigned', agent: 'wecom:Stranger' });
  expect(floor.alarms.some(({ key }) => key === 'unknown-native-agent:Stranger')).toBe(true);
  await floor.answers('li', 'wm2', 'x').catch(() => undefined);
  floor.kf.answers(ACCOUNT, 'Stranger', 'wm1', '您好');
  await floor.pull();
  await floor.later(600_000);
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'assigned', agent: 'wecom:Stranger' });
  expect(await floor.transcript(id)).toContain('wecom:Stranger: 您好');
});

test('an id in other letters is the same person', async () => {
  await inPool();
  floor.kf.picksUp(ACCOUNT, 'W-WANG', 'wm1');
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'wang' });
});

test('passing on, ending and writing again are followed', async () => {
  await floor.receive('li');
  const { id } = await floor.writes('wm1', '在吗');
  floor.clock.pass(5_000);
  await floor.answers('li', 'wm1', '您好');
  floor.clock.pass(5_000);
  floor.kf.passesOn(ACCOUNT, 'wm1', 'w-wang');
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'assigned', agent: 'wang' });
  expect([await load(floor, 'li'), await load(floor, 'wang')]).toEqual([0, 1]);
  floor.clock.pass(5_000);
  floor.kf.ends(ACCOUNT, 'wm1');
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'closed', closeReason: 'ended-natively' });
  expect(await load(floor, 'wang')).toBe(0);
  floor.clock.pass(60_000);
  const again = await floor.answers('wang', 'wm1', '忘了说');
  expect(again.id).not.toBe(id);
  expect(again).toMatchObject({ state: 'assigned', agent: 'wang', previous: id });
  expect((await floor.transcript(again.id)).at(-1)).toBe('wang: 忘了说');
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-wang' });
});

test('picked up, passed on and ended before we heard of any of it', async () => {
  const id = await inPool();
  floor.kf.picksUp(ACCOUNT, 'w-li', 'wm1');
  floor.kf.answers(ACCOUNT, 'w-li', 'wm1', '一');
  floor.clock.pass(1_000);
  floor.kf.passesOn(ACCOUNT, 'wm1', 'w-wang');
  floor.kf.answers(ACCOUNT, 'w-wang', 'wm1', '二');
  floor.clock.pass(1_000);
  floor.kf.ends(ACCOUNT, 'wm1');
  floor.clock.pass(3_000);
  await floor.pull();
  expect(await floor.all('wm1')).toHaveLength(1);
  expect(await floor.of('wm1')).toMatchObject({ id, state: 'closed' });
  expect((await floor.transcript(id)).filter((line) => !line.startsWith('system'))).toEqual(['visitor: 在吗', 'li: 一', 'wang: 二']);
});

test('what happened before our own change is read again, not believed', async () => {
  const id = await inPool();
  const { kf } = floor;
  kf.native(ACCOUNT, 'wm1', { act: 'picked-up', agent: 'w-wang' });
  floor.clock.pass(3_000);
  kf.receiving.set('w-li', 'receiving');
  expect(await floor.desk.agent.take({ conversation: id, agent: 'li', cause: 'taken' })).toMatchObject({ kind: 'taken' });
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
  kf.native(ACCOUNT, 'wm1', { act: 'ended', agent: 'w-wang' }, floor.clock.now - 2_000);
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'li' });
});

test('a change nobody knows makes us look where it is', async () => {
  await floor.receive('li');
  await floor.writes('wm1', '在吗');
  floor.kf.session('wm1').servicer = 'w-wang';
  floor.kf.native(ACCOUNT, 'wm1', { act: 'changed' });
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ state: 'assigned', agent: 'wang' });
  floor.kf.session('wm1').state = 4;
  floor.kf.native(ACCOUNT, 'wm1', { act: 'changed' });
  await floor.pull();
  expect(await floor.of('wm1')).toMatchObject({ state: 'left' });
});

test('a platform that does not say where it is keeps the item, and nothing overtakes it', async () => {
  await floor.close();
  const errors: string[] = [];
  floor = await openNativeFloor({ agents: [agent('li'), agent('wang')], entries: [kfEntry('vip', [toAgent('li')])], errors });
  await floor.receive('li');
  await floor.writes('wm1', '在吗');
  floor.kf.session('wm1').servicer = 'w-wang';
  floor.kf.script.sessions.push({ kind: 'unknown', why: 'no-answer:timeout' });
  floor.kf.native(ACCOUNT, 'wm1', { act: 'changed' });
  floor.kf.writes(ACCOUNT, 'wm1', '还在吗');
  floor.kf.writes(ACCOUNT, 'wm2', '别人');
  await floor.pull();
  const { id } = await floor.of('wm1');
  expect(await floor.transcript(id)).toEqual(['visitor: 在吗']);
  expect(await floor.of('wm2')).toMatchObject({ state: 'assigned' });
  floor.clock.pass(1_000);
  await floor.desk.loops.pull();
  await floor.settle();
  expect(await floor.of('wm1')).toMatchObject({ agent: 'wang' });
  expect(await floor.transcript(id)).toEqual(['visitor: 在吗', 'visitor: 还在吗']);
});

test('what an agent said there is not lost while the platform has no more answers for a minute', async () => {
  await floor.close();
  floor = await openNativeFloor({ agents: [agent('li'), agent('wang')], entries: [kfEntry('vip', [toAgent('li', { ringSeconds: 0 })])], errors: [] });
  await floor.receive('li');
  const { id } = await floor.writes('wm1', '在吗');
  floor.kf.session('wm1').servicer = 'w-wang';
  const session = floor.kf.channel.native?.session;
  if (!session || !floor.kf.channel.native) throw new Error('a native channel');
  floor.kf.channel.native.session = async () => ({ kind: 'later', afterMs: 60_000, why: 'rate:45009' });
  await floor.answers('wang', 'wm1', '在的');
  for (let n = 0; n < 90; n += 1) {
    floor.clock.pass(1_000);
    await floor.desk.loops.pull();
    await floor.settle();
  }
  expect(await floor.transcript(id)).toEqual(['visitor: 在吗']);
  floor.kf.channel.native.session = session;
  floor.clock.pass(60_000);
  await floor.desk.loops.pull();
  await floor.settle();
  expect(await floor.transcript(id)).toEqual(['visitor: 在吗', 'wang: 在的']);
});

test('ending here ends it there; the next word begins anew and the old end does not end that', async () => {
  await floor.receive('li');
  const { id } = await floor.writes('wm1', '在吗');
  floor.kf.script.appointed.push({ kind: 'unknown', why: 'no-answer:timeout' });
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'li' });
  await floor.settle();
  expect(floor.kf.session('wm1').state).toBe(3);
  floor.clock.pass(1_000);
  const next = await floor.writes('wm1', '还有');
  expect(next.id).not.toBe(id);
  await floor.later(1_000);
  expect(floor.kf.session('wm1')).toMatchObject({ state: 3, servicer: 'w-li' });
  await floor.desk.agent.close({ conversation: next.id, reason: 'ended-by-agent', by: 'li' });
  await floor.settle();
  expect(floor.kf.session('wm1').state).toBe(4);
});

test('an old word told after we closed stands in the transcript and opens nothing that stays', async () => {
  await floor.receive('li');
  const { id } = await floor.writes('wm1', '在吗');
  floor.kf.answers(ACCOUNT, 'w-li', 'wm1', '最后一句');
  floor.clock.pass(3_000);
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'li' });
  await floor.settle();
  await floor.pull();
  await floor.later(1_000);
  const all = await floor.all('wm1');
  expect(all.map(({ state }) => state)).toEqual(all.map(() => 'closed'));
  expect((await Promise.all(all.map(({ id: one }) => floor.transcript(one)))).flat().filter((line) => line === 'li: 最后一句')).toHaveLength(1);
  expect(floor.kf.session('wm1').state).toBe(4);
});
