import { answer, chooses, newest, textsTo, verdicts } from './acts';
import { agent, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';

const DAY = 86_400_000;

let floor: Floor;
afterEach(() => floor.close());

async function open(plan: Plan, ...online: string[]): Promise<void> {
  floor = await openFloor(plan);
  await floor.online(...online);
}

const team = (): Plan => ({ agents: [agent('li'), agent('wang')], groups: [group('sales', ['li', 'wang'])], entries: [entry('vip', [toGroup('sales')])] });

/** Opened, answered and ended, so that the next one finds everybody free again. */
async function served(openid: string, by: string): Promise<string> {
  const { id, agent: owner } = await floor.say(openid, '在吗');
  expect(owner).toBe(by);
  await answer(floor, by, id, '在的');
  await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by });
  await floor.settle();
  return id;
}

describe('a returning visitor', () => {
  const returning: Plan = { ...team(), entries: [entry('vip', [toGroup('sales')], { preferLastAgent: true })] };

  test('A22 gets his last agent back, within the age limit', async () => {
    await open(returning, 'wang');
    await served('o1', 'wang');
    await floor.online('li', 'wang');
    await floor.enter('o2');
    floor.clock.pass(3 * DAY);
    await floor.online('li', 'wang');
    const again = await floor.enter('o1');
    expect(again.agent).toBe('wang');
    expect(await newest(floor, again.id)).toMatchObject({ lastAgent: true });
  });

  test('A22 not after the age limit', async () => {
    await open({ ...returning, settings: { lastAgentDays: 30 } }, 'wang');
    await served('o1', 'wang');
    floor.clock.pass(31 * DAY);
    await floor.online('li', 'wang');
    expect((await floor.enter('o1')).agent).toBe('li');
  });

  test('A23 gets another online agent when his last one is offline', async () => {
    await open({ ...returning, agents: [agent('li'), agent('wang'), agent('zhao')], groups: [group('sales', ['li', 'wang', 'zhao'])] }, 'wang');
    await served('o1', 'wang');
    await chooses(floor, 'wang', 'offline');
    await floor.online('li', 'zhao');
    const again = await floor.enter('o1');
    expect(again).toMatchObject({ state: 'assigned', agent: 'li' });
    expect(verdicts(await newest(floor, again.id), 0)).toContain('wang offline');
  });
});

describe('A25 nobody is parked on somebody who is not there', () => {
  const ladder: Plan = { ...team(), entries: [entry('vip', [toAgent('li'), toGroup('sales')])] };

  test('A25 a closed conversation: the visitor writes, the ladder runs from step 1 in a new one', async () => {
    await open(ladder, 'li');
    const before = await served('o1', 'li');
    await chooses(floor, 'li', 'offline');
    await floor.online('wang');
    const again = await floor.say('o1', '还有个问题');
    expect(again).toMatchObject({ state: 'assigned', agent: 'wang', previous: before });
    expect(again.id).not.toBe(before);
    expect((await floor.conversation(before)).state).toBe('closed');
    expect(verdicts(await newest(floor, again.id), 0)).toEqual(['li offline']);
  });

  test('A25 an open one whose agent is gone: his next word moves it, from step 1', async () => {
    await open(ladder, 'li');
    const { id } = await floor.say('o1', '在吗');
    await answer(floor, 'li', id, '在的');
    await chooses(floor, 'li', 'offline');
    await floor.online('wang');
    await floor.later(1000);
    expect((await floor.conversation(id)).agent).toBe('li');
    await floor.say('o1', '还有个问题');
    await floor.later(5000);
    expect(await floor.conversation(id)).toMatchObject({ state: 'assigned', agent: 'wang', missed: [] });
    expect(await newest(floor, id)).toMatchObject({ cause: 'agent-gone', winner: { agent: 'wang', step: 1 } });
    expect(textsTo(floor, 'wang').at(-1)).toContain('还有个问题');
  });

  test('A25 somebody taken off the desk keeps nobody either, whatever his duty says', async () => {
    await open(ladder, 'li', 'wang');
    const { id } = await floor.say('o1', '在吗');
    await floor.publish((config) => { for (const one of config.agents) if (one.key === 'li') one.disabled = true; });
    await floor.later(1000);
    expect((await floor.conversation(id)).agent).toBe('wang');
  });
});
