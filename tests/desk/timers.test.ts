import { answer, cardsTo, heard, load, newest, receipts, taps, textsTo, verdicts, writes } from './acts';
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

describe('transfer', () => {
  const two: Plan = { agents: [agent('li'), agent('wang', { capacity: 0 }), agent('zhao')], groups: [group('sales', ['li', 'wang'])], entries: [entry('vip', [toAgent('li')])] };

  async function asked(): Promise<string> {
    await open(two, 'li', 'wang');
    const { id } = await floor.say('o1', '在吗');
    await answer(floor, 'li', id, '请稍等');
    await floor.say('o1', '好的');
    expect(await floor.desk.agent.askTransfer({ conversation: id, by: 'li', to: 'wang', note: '要发票' })).toMatchObject({ kind: 'asked', until: floor.clock.now + 30_000 });
    await floor.settle();
    return id;
  }

  test('F7 accepted: he neither receives nor may send; the colleague sees the note and all that was said', async () => {
    const id = await asked();
    expect((await floor.conversation(id)).agent).toBe('li');
    await taps(floor, 'wang', cardsTo(floor, 'wang')[0], 'accept-transfer');
    expect(await floor.conversation(id)).toMatchObject({ agent: 'wang' });
    expect(await newest(floor, id)).toMatchObject({ outcome: 'transferred', by: 'li', winner: { agent: 'wang' }, aboveLimit: true });
    expect(textsTo(floor, 'li').at(-1)).toContain('已由 WANG 接待');
    expect(floor.cardUpdates).toContainEqual({ responseCode: expect.any(String) as string, words: '已转走' });
    expect(cardsTo(floor, 'wang').at(-1)?.lines).toContainEqual({ name: '备注', value: '要发票' });
    expect(textsTo(floor, 'wang').join('\n')).toMatch(/在吗[^]*好的/);
    expect((await floor.records.conversations.since(id, 0, 50)).filter(({ from }) => from !== 'system').map(({ body }) => body.kind === 'text' && body.text)).toEqual(['在吗', '请稍等', '好的', '要发票']);
    expect((await answer(floor, 'li', id, '我再说一句')).kind).toBe('not-owner');
    const before = textsTo(floor, 'li').length;
    await floor.say('o1', '在吗？');
    expect([textsTo(floor, 'li').length, textsTo(floor, 'wang').at(-1)]).toEqual([before, expect.stringContaining('在吗？')]);
    expect([await load(floor, 'li'), await load(floor, 'wang')]).toEqual([0, 1]);
    expect(heard(floor, 'o1').at(-1)).toBe('已为您转接给WANG。');
  });

  test('declined: stays, and the asker is told', async () => {
    const id = await asked();
    await taps(floor, 'wang', cardsTo(floor, 'wang')[0], 'decline-transfer');
    expect((await floor.conversation(id)).agent).toBe('li');
    expect(textsTo(floor, 'li').at(-1)).toContain('WANG 没有接手');
    expect(await taps(floor, 'wang', cardsTo(floor, 'wang')[0], 'accept-transfer')).toContain('已经失效');
  });

  test('F9 no answer for 30 s: expires, stays, the asker is told once', async () => {
    const id = await asked();
    await floor.later(29_000);
    expect(textsTo(floor, 'li').join()).not.toContain('没有回应');
    await floor.later(2000);
    await floor.later(5000);
    expect((await floor.conversation(id)).agent).toBe('li');
    expect(textsTo(floor, 'li').filter((text) => text.includes('WANG 没有回应'))).toHaveLength(1);
  });

  test('F9 a tap after the end, before anybody noticed: too late, and the asker is told all the same', async () => {
    const id = await asked();
    floor.clock.pass(31_000);
    expect(await taps(floor, 'wang', cardsTo(floor, 'wang')[0], 'accept-transfer')).toContain('已经失效');
    expect((await floor.conversation(id)).agent).toBe('li');
    expect(textsTo(floor, 'li').at(-1)).toContain('WANG 没有回应');
  });

  test('accepted by somebody who went away meanwhile: he said yes himself', async () => {
    const id = await asked();
    await floor.desk.agent.setStatus({ agent: 'wang', status: 'away', by: 'wang' });
    await taps(floor, 'wang', cardsTo(floor, 'wang')[0], 'accept-transfer');
    expect((await floor.conversation(id)).agent).toBe('wang');
  });

  test('by force it moves at once, to somebody who is there and to nobody else; only the owner or a supervisor may', async () => {
    await open(two, 'li', 'wang');
    const { id } = await floor.say('o1', '在吗');
    expect(await floor.desk.agent.transfer({ conversation: id, by: 'li', to: 'zhao' })).toEqual({ kind: 'not-available' });
    expect(await floor.desk.agent.transfer({ conversation: id, by: 'wang', to: 'wang' })).toEqual({ kind: 'not-owner', owner: 'li' });
    expect((await floor.desk.agent.transfer({ conversation: id, by: 'boss', to: 'wang', anyOwner: true })).kind).toBe('transferred');
    await floor.settle();
    expect((await floor.conversation(id)).agent).toBe('wang');
    expect(floor.cardUpdates.map(({ words }) => words)).toEqual(['已转走']);
  });

  test('from the card in WeCom: whom to, then accepted, and each reads what became of it', async () => {
    await open({ ...two, agents: [agent('li'), agent('wang'), agent('zhao')] }, 'li', 'wang', 'zhao');
    const { id } = await floor.say('o1', '在吗');
    await taps(floor, 'li', cardsTo(floor, 'li')[0], 'transfer');
    expect(cardsTo(floor, 'li').at(-1)?.buttons.map(({ text }) => text)).toEqual(['WANG', 'ZHAO']);
    expect(await taps(floor, 'li', cardsTo(floor, 'li').at(-1), 'transfer-to', ({ to }) => to === 'zhao')).toContain('已请 ZHAO 接手');
    expect(await taps(floor, 'zhao', cardsTo(floor, 'zhao')[0], 'accept-transfer')).toContain('您已接入');
    expect((await floor.conversation(id)).agent).toBe('zhao');
    expect(await writes(floor, 'li', '还在吗')).toContain('没有进行中的会话');
  });
});

describe('taking by hand', () => {
  test('who loses one before his card could be sent gets no card to tap in vain', async () => {
    await open({ agents: [agent('li'), agent('boss')], entries: [entry('vip', [toAgent('li')])] });
    const { id } = await floor.say('o1', '在吗');
    await floor.desk.agent.take({ conversation: id, agent: 'li', cause: 'taken' });
    await floor.desk.agent.take({ conversation: id, agent: 'boss', cause: 'supervisor', anyOwner: true });
    await floor.settle();
    expect([cardsTo(floor, 'li').length, cardsTo(floor, 'boss').length]).toEqual([0, 1]);
  });

  test('exceeds the limit by one only, and the receipt says so; a supervisor takes anything', async () => {
    await open({ agents: [agent('li', { capacity: 1 }), agent('boss', { capacity: 0 })], entries: [entry('vip', [toAgent('li')])] }, 'li');
    await floor.say('o1', '在吗');
    const [second, third] = [await floor.say('o2', '在吗'), await floor.say('o3', '在吗')];
    expect((await floor.desk.agent.take({ conversation: second.id, agent: 'li', cause: 'taken' })).kind).toBe('taken');
    await floor.settle();
    expect(await newest(floor, second.id)).toMatchObject({ outcome: 'taken', aboveLimit: true, by: 'li' });
    expect(await floor.desk.agent.take({ conversation: third.id, agent: 'li', cause: 'taken' })).toEqual({ kind: 'full', load: 2 });
    expect((await floor.desk.agent.take({ conversation: third.id, agent: 'boss', cause: 'supervisor', anyOwner: true })).kind).toBe('taken');
    expect((await floor.desk.agent.take({ conversation: second.id, agent: 'boss', cause: 'supervisor', anyOwner: true })).kind).toBe('taken');
    await floor.settle();
    expect((await floor.conversation(second.id)).agent).toBe('boss');
    expect(textsTo(floor, 'li').at(-1)).toContain('已由 BOSS 接待（主管接管）');
    expect(floor.cardUpdates.map(({ words }) => words)).toContain('已转走');
    expect([await load(floor, 'li'), await load(floor, 'boss')]).toEqual([1, 2]);
  });

  test('a seat a supervisor frees goes to whoever waits', async () => {
    await open({ agents: [agent('li', { capacity: 1 }), agent('boss')], entries: [entry('vip', [toAgent('li')])] }, 'li');
    const [first, second] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
    await floor.desk.agent.take({ conversation: first.id, agent: 'boss', cause: 'supervisor', anyOwner: true });
    await floor.settle();
    expect((await floor.conversation(second.id)).agent).toBe('li');
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
