import { answer, cardsTo, chooses, heard, load, newest, picks, seen, taps, textsTo, verdicts } from './acts';
import { agent, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let floor: Floor;
afterEach(() => floor.close());

const plan: Plan = { agents: [agent('li'), agent('wang')], groups: [group('sales', ['li', 'wang'])], entries: [entry('vip', [toAgent('li'), toGroup('sales')])] };

async function open(more: Partial<Plan> = {}): Promise<void> {
  floor = await openFloor({ ...plan, ...more });
}

/** Both at the workbench, on one device each; long after the start, so that nobody is only late. */
async function atWork(): Promise<void> {
  await open();
  await chooses(floor, 'li', 'online');
  await chooses(floor, 'wang', 'online');
  floor.clock.pass(10 * MINUTE);
  await seen(floor, 'li');
  await seen(floor, 'wang');
}

test('E1 seen now is available, seen 80 s ago is not and is forgotten', async () => {
  await atWork();
  floor.clock.pass(80_000);
  await seen(floor, 'wang');
  const { id, agent: owner } = await floor.enter('o1');
  expect(owner).toBe('wang');
  expect(verdicts(await newest(floor, id), 0)).toEqual(['li no-lease']);
  expect([...(await floor.live.leases(['li', 'wang'])).entries()].filter(([, devices]) => devices.length > 0).map(([key]) => key)).toEqual(['wang']);
  expect(await floor.live.present(10)).toEqual(['wang']);
});

test('E1 unstable (30 s) keeps what he has and gets no new one', async () => {
  await atWork();
  const { id } = await floor.say('o1', '在吗');
  await answer(floor, 'li', id, '在的');
  await seen(floor, 'wang');
  floor.clock.pass(40_000);
  await seen(floor, 'wang');
  const second = await floor.enter('o2');
  expect(second.agent).toBe('wang');
  expect(verdicts(await newest(floor, second.id), 0)).toEqual(['li unstable']);
  await floor.later(1000);
  expect((await floor.conversation(id)).agent).toBe('li');
});

describe('E2 on the WeCom duty switch, without any socket', () => {
  test('E2 available until 离开', async () => {
    await open();
    expect(await picks(floor, 'li', 'online')).toContain('您已上线');
    expect((await floor.enter('o1')).agent).toBe('li');
    expect(await picks(floor, 'li', 'away')).toContain('您已离开');
    expect((await floor.enter('o2')).agent).toBeUndefined();
  });

  test('E2 available until dutyHours after his last act, of which he is warned 10 minutes before, once', async () => {
    await open({ settings: { dutyHours: 9 } });
    await picks(floor, 'li', 'online');
    await floor.later(5 * HOUR);
    await picks(floor, 'li', 'mine');
    await floor.later(8 * HOUR + 49 * MINUTE);
    expect(cardsTo(floor, 'li')).toEqual([]);
    await floor.later(1.5 * MINUTE);
    await floor.later(MINUTE);
    expect(cardsTo(floor, 'li').map(({ title }) => title)).toEqual([expect.stringContaining('您的值班将在')]);
    expect((await floor.enter('o1')).agent).toBe('li');
    await floor.later(9 * MINUTE);
    expect(textsTo(floor, 'li').at(-1)).toContain('值班时间到');
    expect((await floor.enter('o2')).agent).toBeUndefined();
  });

  test('E2 one tap on the warning keeps him on duty', async () => {
    await open({ settings: { dutyHours: 9 } });
    await picks(floor, 'li', 'online');
    await floor.later(8 * HOUR + 55 * MINUTE);
    expect(await taps(floor, 'li', cardsTo(floor, 'li')[0], 'online')).toContain('您已上线');
    await floor.later(HOUR);
    expect((await floor.enter('o1')).agent).toBe('li');
  });

  test('E2 available until the end of his shift, whichever is first', async () => {
    const shift = { key: 'day', name: '白班', timeZone: 'Asia/Shanghai', holidays: [], weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '09:00', to: '18:00' })) };
    // The clock of the floor begins at noon in Shanghai.
    await open({ agents: [agent('li', { shift: 'day' }), agent('wang')], hours: [shift] });
    await picks(floor, 'li', 'online');
    await floor.later(5 * HOUR + 59 * MINUTE);
    expect((await floor.enter('o1')).agent).toBe('li');
    await floor.later(MINUTE);
    expect((await floor.enter('o2')).agent).toBeUndefined();
    expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ status: 'offline' });
  });
});

test('E4 browser and phone: the browser closes, the phone keeps him', async () => {
  await atWork();
  await seen(floor, 'li', 'phone');
  await floor.desk.agent.deviceLeft('li', 'browser');
  expect((await floor.enter('o1')).agent).toBe('li');
  await floor.desk.agent.deviceLeft('li', 'phone');
  expect((await floor.enter('o2')).agent).toBe('wang');
});

test('E6 lost and back within the grace: no ladder, no word to anybody, the same conversations', async () => {
  await atWork();
  const { id } = await floor.say('o1', '在吗');
  await answer(floor, 'li', id, '在的');
  await floor.say('o1', '多少钱');
  const before = await floor.conversation(id);
  const said = [floor.phone.length, floor.wecom.length];
  await floor.later(70_000);
  await seen(floor, 'li');
  await floor.later(60_000);
  expect(await floor.conversation(id)).toEqual(before);
  expect([floor.phone.length, floor.wecom.length]).toEqual(said);
});

test('E8 gone: the unanswered move at once, the answered after the grace, and both are in service when they do', async () => {
  await atWork();
  const unanswered = await floor.say('o1', '在吗');
  const answered = await floor.say('o2', '在吗');
  await answer(floor, 'li', unanswered.id, '在的');
  floor.clock.pass(1000);
  await floor.say('o1', '多少钱');
  await answer(floor, 'li', answered.id, '在的');
  floor.clock.pass(76_000);
  await seen(floor, 'wang');
  await floor.later(0);
  expect((await floor.conversation(unanswered.id)).agent).toBe('wang');
  expect((await floor.conversation(answered.id)).agent).toBe('li');
  expect(textsTo(floor, 'li').at(-1)).toContain('您不在线');
  expect(textsTo(floor, 'wang').at(-1)).toContain('多少钱');
  expect(heard(floor, 'o1').at(-1)).toBe('已为您转接给WANG。');
  await answer(floor, 'wang', unanswered.id, '一百');
  floor.clock.pass(181_000);
  await seen(floor, 'wang');
  await floor.later(0);
  expect((await floor.conversation(answered.id)).agent).toBe('wang');
  expect([await load(floor, 'li'), await load(floor, 'wang')]).toEqual([0, 2]);
});

test('E8 a restart gives everybody time to come back', async () => {
  await open();
  await chooses(floor, 'li', 'online');
  await seen(floor, 'li');
  const { id } = await floor.say('o1', '在吗');
  await floor.live.drop('li', 'browser');
  await floor.later(30_000);
  expect((await floor.conversation(id)).agent).toBe('li');
});

test('E9 forced offline: told by whom, cannot send any more, his conversations go on', async () => {
  await open();
  await floor.online('li', 'wang');
  const { id } = await floor.say('o1', '在吗');
  await floor.desk.agent.setStatus({ agent: 'li', status: 'offline', by: 'ops-chen' });
  await floor.settle();
  expect(textsTo(floor, 'li').at(-1)).toContain('ops-chen 已将您设为离线');
  expect(await answer(floor, 'li', id, '稍等')).toEqual({ kind: 'forced-offline', by: 'ops-chen' });
  expect(heard(floor, 'o1')).not.toContain('稍等');
  await floor.later(1000);
  expect(await floor.conversation(id)).toMatchObject({ state: 'assigned', agent: 'wang' });
  await picks(floor, 'li', 'online');
  await floor.desk.agent.take({ conversation: id, agent: 'li', cause: 'supervisor', anyOwner: true });
  expect((await answer(floor, 'li', id, '我回来了')).kind).toBe('stored');
});

test('E10 the visitor ends the chat: the agent’s status does not change', async () => {
  await open();
  await floor.online('li');
  const { id } = await floor.say('o1', '在吗');
  const [before] = await floor.records.agents.states(['li']);
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-visitor' });
  await floor.settle();
  expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ status: 'online', statusSince: before?.statusSince, load: 0 });
  expect(textsTo(floor, 'li').at(-1)).toContain('访客结束');
  expect((await floor.enter('o2')).agent).toBe('li');
});

test('E12 what colleagues and buttons show is what the router does', async () => {
  await atWork();
  const { id } = await floor.say('o1', '在吗');
  const offered = async (): Promise<string[]> => {
    await taps(floor, 'li', cardsTo(floor, 'li')[0], 'transfer');
    return cardsTo(floor, 'li').at(-1)?.buttons.map(({ text }) => text) ?? [];
  };
  const button = async (): Promise<string | undefined> => (await floor.desk.visitor.entries.of('wx0000000000000001', 'v'))?.entries[0]?.state.kind;
  expect(await offered()).toEqual(['WANG']);
  expect(await button()).toBe('available');
  expect((await floor.desk.agent.askTransfer({ conversation: id, by: 'li', to: 'wang' })).kind).toBe('asked');

  floor.clock.pass(80_000);
  await seen(floor, 'wang');
  expect(await button()).toBe('stand-in');
  expect((await floor.enter('o2')).agent).toBe('wang');

  await floor.desk.agent.setStatus({ agent: 'wang', status: 'away', by: 'wang' });
  expect(await button()).toBe('queue');
  expect((await floor.enter('o3')).state).toBe('waiting');
  expect((await floor.desk.agent.askTransfer({ conversation: id, by: 'li', to: 'wang' })).kind).toBe('not-available');
  expect(await taps(floor, 'li', cardsTo(floor, 'li')[0], 'transfer')).toContain('没有其他同事在线');
});

test('E13 five rings missed in a row: paused, told, and one tap resumes', async () => {
  await open({ entries: [entry('vip', [toAgent('li')])] });
  await floor.online('li');
  for (let i = 1; i <= 5; i += 1) {
    expect((await floor.say(`o${i}`, '在吗')).agent).toBe('li');
    await floor.later(61_000);
  }
  expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ status: 'online', paused: { reason: 'missed' } });
  const waiting = await floor.say('o6', '在吗');
  expect(waiting.state).toBe('waiting');
  expect(verdicts(await newest(floor, waiting.id), 0)).toEqual(['li paused']);
  const card = cardsTo(floor, 'li').find(({ title }) => title.includes('连续 5 次'));
  expect(await taps(floor, 'li', card, 'resume')).toContain('已恢复');
  expect((await floor.conversation(waiting.id)).agent).toBe('li');
  expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ misses: 0 });
});

test('E13 an answer in between forgives the misses before it', async () => {
  await open({ entries: [entry('vip', [toAgent('li')])] });
  await floor.online('li');
  for (let i = 1; i <= 8; i += 1) {
    const { id } = await floor.say(`o${i}`, '在吗');
    if (i === 4) await answer(floor, 'li', id, '在的');
    await floor.later(61_000);
  }
  expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ misses: 4 });
  expect((await floor.enter('o9')).agent).toBe('li');
});

test('E14 logging out is immediate: no new ones, and the unanswered move at the next look', async () => {
  await atWork();
  const { id } = await floor.say('o1', '在吗');
  await floor.desk.agent.deviceLeft('li', 'browser');
  expect((await floor.enter('o2')).agent).toBe('wang');
  await floor.later(0);
  expect((await floor.conversation(id)).agent).toBe('wang');
  await chooses(floor, 'wang', 'offline');
  await floor.later(0);
  expect((await floor.conversation(id)).state).toBe('waiting');
});
