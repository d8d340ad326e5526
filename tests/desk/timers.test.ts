import { answer, heard, load, newest, receipts, textsTo, verdicts } from './acts';
import { agent, entry, group, openFloor, toAgent, toGroup, type Floor, type Plan } from './floor';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let floor: Floor;
afterEach(() => floor.close());

async function open(plan: Plan, ...online: string[]): Promise<void> {
  floor = await openFloor(plan);
  await floor.online(...online);
}

const three: Plan = {
  agents: [agent('li'), agent('wang'), agent('zhao')], groups: [group('near', ['li', 'wang'], { strategy: 'as-listed' }), group('far', ['zhao'])],
  entries: [entry('vip', [toGroup('near'), toGroup('far')])],
};

describe('no reply in time', () => {
  test('F1 F2 the next of the same step who has not missed, else the next step, again and again, until the overflow', async () => {
    await open(three, 'li', 'wang', 'zhao');
    const { id } = await floor.say('o1', '在吗');
    const owners = [(await floor.conversation(id)).agent];
    for (let i = 0; i < 3; i += 1) {
      await floor.later(61_000);
      owners.push((await floor.conversation(id)).agent);
    }
    expect(owners).toEqual(['li', 'wang', 'zhao', undefined]);
    expect(await floor.conversation(id)).toMatchObject({ state: 'waiting', missed: ['li', 'wang', 'zhao'] });
    const story = (await receipts(floor, id)).reverse();
    expect(story.map(({ cause, outcome }) => `${cause} ${outcome}`)).toEqual(['wrote assigned', 'missed-ring assigned', 'missed-ring assigned', 'missed-ring queued']);
    expect(story[1]).toMatchObject({ winner: { agent: 'wang', step: 0 } });
    expect(story[1] && verdicts(story[1], 0)).toEqual(['li missed', 'wang available']);
    for (const key of ['li', 'wang', 'zhao']) {
      expect(textsTo(floor, key)).toContainEqual(expect.stringContaining('在吗'));
      expect(textsTo(floor, key).at(-1)).toContain('没有及时回复');
    }
    expect(heard(floor, 'o1')).toEqual(['已为您转接给WANG。', '已为您转接给ZHAO。', expect.stringContaining('第 1 位')]);
  });

  test('F1 goes on from the step that missed, though an earlier one has somebody again', async () => {
    await open({ ...three, entries: [entry('vip', [toAgent('zhao'), toGroup('near')])] }, 'li', 'wang');
    const { id, agent: first } = await floor.say('o1', '在吗');
    expect(first).toBe('li');
    await floor.online('zhao');
    await floor.later(61_000);
    expect((await floor.conversation(id)).agent).toBe('wang');
    expect(await newest(floor, id)).toMatchObject({ cause: 'missed-ring', steps: [{ asked: false }, { asked: true }] });
    // From the queue he may have whoever the whole ladder names and who has not missed him.
    await floor.later(61_000);
    expect((await receipts(floor, id)).map(({ cause, outcome, winner }) => [cause, outcome, winner?.agent])).toEqual([
      ['queue', 'assigned', 'zhao'], ['missed-ring', 'queued', undefined], ['missed-ring', 'assigned', 'wang'], ['wrote', 'assigned', 'li'],
    ]);
  });

  test('F1 words wait no longer than the ring: it starts at the first word, or at the assignment when words are there', async () => {
    await open(three, 'li');
    const silent = await floor.enter('o1');
    expect(silent.ringAt).toBeUndefined();
    floor.clock.pass(20_000);
    expect((await floor.say('o1', '在吗')).ringAt).toBe(floor.clock.now + 60_000);
    floor.clock.pass(10_000);
    expect((await floor.say('o1', '有人吗')).ringAt).toBe(floor.clock.now + 50_000);
    expect((await floor.say('o2', '在吗')).ringAt).toBe(floor.clock.now + 60_000);
  });

  test('F3 F11 a reply in time stops it, and only the first sets the first reply time', async () => {
    await open(three, 'li', 'wang');
    const { id } = await floor.say('o1', '在吗');
    await floor.later(59_000);
    await answer(floor, 'li', id, '在的');
    const repliedAt = floor.clock.now;
    await floor.later(30_000);
    await answer(floor, 'li', id, '请讲');
    expect(await floor.conversation(id)).toMatchObject({ agent: 'li', firstReplyAt: repliedAt, missed: [] });
    await floor.say('o1', '多少钱');
    await floor.later(120_000);
    expect((await floor.conversation(id)).agent).toBe('li');
    expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ misses: 0 });
  });

  test('F5 the greeting, texts nobody typed and notes are no reply', async () => {
    await open(three, 'li', 'wang');
    await floor.enter('o1');
    expect(heard(floor, 'o1')).toHaveLength(1);
    const { id } = await floor.say('o1', '在吗');
    await floor.desk.agent.reply({ conversation: id, key: 'n1', agent: 'li', body: { kind: 'text', text: '老客户' }, note: true });
    await floor.later(61_000);
    expect(await floor.conversation(id)).toMatchObject({ agent: 'wang', missed: ['li'] });
    expect((await floor.conversation(id)).firstReplyAt).toBeUndefined();
    expect(heard(floor, 'o1')).not.toContain('老客户');
  });

  test('a step without a timer never rings', async () => {
    await open({ ...three, entries: [entry('vip', [toGroup('near', { ringSeconds: 0 })])] }, 'li', 'wang');
    const { id } = await floor.say('o1', '在吗');
    await floor.later(HOUR);
    expect((await floor.conversation(id)).agent).toBe('li');
  });

  test('somebody who missed has a free seat: the next who waits may have it', async () => {
    await open({ agents: [agent('li', { capacity: 1 })], entries: [entry('vip', [toAgent('li')])] }, 'li');
    await floor.say('o1', '在吗');
    floor.clock.pass(1000);
    const next = await floor.say('o2', '在吗');
    await floor.later(60_000);
    expect((await floor.conversation(next.id)).agent).toBe('li');
  });
});

describe('the silent visitor', () => {
  test('F12 greeted by the person’s name; no card, no ring, no miss; released and closed', async () => {
    await open(three, 'li', 'wang');
    const { id } = await floor.enter('o1');
    expect(heard(floor, 'o1')).toEqual(['您好，LI为您服务，请直接留下您的问题。']);
    await floor.later(90_000);
    expect(await floor.conversation(id)).toMatchObject({ state: 'assigned', agent: 'li' });
    await floor.later(31_000);
    expect(await floor.conversation(id)).toMatchObject({ state: 'closed', closeReason: 'silent', missed: [] });
    expect(floor.wecom).toEqual([]);
    expect((await floor.records.agents.states(['li']))[0]).toMatchObject({ load: 0, misses: 0 });
  });

  test('F13 five of them in a row neither pause nor fill him', async () => {
    await open({ agents: [agent('li', { capacity: 1 })], entries: [entry('vip', [toAgent('li')])] }, 'li');
    for (let i = 1; i <= 5; i += 1) {
      expect((await floor.enter(`o${i}`)).agent).toBe('li');
      await floor.later(121_000);
    }
    const [state] = await floor.records.agents.states(['li']);
    expect(state).toMatchObject({ load: 0, misses: 0 });
    expect(state?.paused).toBeUndefined();
    expect((await floor.say('o6', '在吗')).agent).toBe('li');
  });

  test('F12 his first word brings the card and then the word', async () => {
    await open(three, 'li');
    await floor.enter('o1');
    await floor.say('o1', '在吗');
    expect(floor.wecom.map(({ piece }) => piece.form)).toEqual(['card', 'text']);
    await floor.later(121_000);
    expect((await floor.conversation((await floor.say('o1', '?')).id)).closeReason).toBeUndefined();
  });
});

describe('ending by itself', () => {
  test('after idleMinutes without a word after the agent’s: the visitor is told', async () => {
    await open(three, 'li');
    const { id } = await floor.say('o1', '在吗');
    await answer(floor, 'li', id, '在的');
    await floor.later(59 * MINUTE);
    expect((await floor.conversation(id)).state).toBe('assigned');
    await floor.later(2 * MINUTE);
    expect(await floor.conversation(id)).toMatchObject({ state: 'closed', closeReason: 'idle' });
    expect(heard(floor, 'o1').at(-1)).toContain('长时间没有新消息');
    expect(textsTo(floor, 'li').at(-1)).toContain('长时间没有消息');
    expect(floor.cardUpdates.map(({ words }) => words)).toEqual(['已结束']);
    expect(await load(floor, 'li')).toBe(0);
  });

  test('the visitor is not told when only one message of his allowance is left, and not later either', async () => {
    await open(three, 'li');
    const { id } = await floor.say('o1', '在吗');
    for (const text of ['一', '二', '三', '四']) await answer(floor, 'li', id, text);
    await floor.later(61 * MINUTE);
    expect((await floor.conversation(id)).closeReason).toBe('idle');
    expect(heard(floor, 'o1')).toEqual(['一', '二', '三', '四']);
    await floor.say('o1', '还有个问题');
    expect(heard(floor, 'o1')).toEqual(['一', '二', '三', '四']);
  });

  test('24 h when the visitor spoke last, and it is marked as unanswered', async () => {
    await open(three, 'li');
    const { id } = await floor.say('o1', '在吗');
    await answer(floor, 'li', id, '在的');
    floor.clock.pass(1000);
    await floor.say('o1', '多少钱');
    await floor.later(8 * HOUR);
    await floor.online('li');
    await floor.later(8 * HOUR);
    await floor.online('li');
    await floor.later(8 * HOUR - 2000);
    expect((await floor.conversation(id)).state).toBe('assigned');
    await floor.online('li');
    await floor.later(4000);
    expect(await floor.conversation(id)).toMatchObject({ state: 'closed', closeReason: 'unanswered' });
  });
});
