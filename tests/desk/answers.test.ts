import { answer, cardsTo, heard, picks, taps, textsTo, writes } from './acts';
import { agent, entry, openFloor, toAgent, type Floor } from './floor';

const MINUTE = 60_000;

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({
    agents: [agent('li'), agent('wang')],
    entries: [entry('vip', [toAgent('li', { ringSeconds: 0 })]), entry('wang', [toAgent('wang')])],
  });
  await floor.online('li', 'wang');
});
afterEach(() => floor.close());

const lastCard = (who: string, title: string) => cardsTo(floor, who).filter((card) => card.title.includes(title)).at(-1);
const nameOf = async (id: string): Promise<string> => `访客 ${(await floor.conversation(id)).visitor.slice(-4)}`;

describe('whom a plain text in WeCom goes to', () => {
  test('the only one; he reads back the name and what is left of the allowance', async () => {
    const { id } = await floor.say('o1', '在吗');
    expect(await writes(floor, 'li', '在的')).toBe(`已发给 ${await nameOf(id)}（还可回复 4 条）`);
    expect(heard(floor, 'o1')).toEqual(['在的']);
  });

  test('nobody, when he has none, and he is told', async () => {
    expect(await writes(floor, 'li', '在的')).toContain('没有发给任何人');
  });

  test('several and none chosen: nobody; the list to choose from, then the one tapped', async () => {
    const [first, second] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
    await writes(floor, 'li', '在的');
    expect([heard(floor, 'o1'), heard(floor, 'o2')]).toEqual([[], []]);
    const list = lastCard('li', '您有 2 个会话');
    expect(list?.buttons.map(({ conversation }) => conversation).sort()).toEqual([first.id, second.id].sort());
    expect(await taps(floor, 'li', list, 'reply', ({ conversation }) => conversation === second.id)).toContain(await nameOf(second.id));
    await writes(floor, 'li', '在的');
    expect([heard(floor, 'o1'), heard(floor, 'o2')]).toEqual([[], ['在的']]);
  });

  test('answering the only one is no choice: when a second comes, he must say whom he means', async () => {
    await floor.say('o1', '在吗');
    await writes(floor, 'li', '在的');
    await floor.say('o2', '在吗');
    await writes(floor, 'li', '请讲');
    expect([heard(floor, 'o1'), heard(floor, 'o2')]).toEqual([['在的'], []]);
    expect(lastCard('li', '您有 2 个会话')).toBeDefined();
  });

  test('the one chosen by reply, for 30 minutes after the last message', async () => {
    const [first] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
    const card = cardsTo(floor, 'li').find(({ buttons }) => buttons[0]?.conversation === first.id);
    await taps(floor, 'li', card, 'reply');
    for (const text of ['一', '二']) {
      floor.clock.pass(29 * MINUTE);
      await writes(floor, 'li', text);
    }
    expect(heard(floor, 'o1')).toEqual(['一', '二']);
    floor.clock.pass(29 * MINUTE);
    await floor.say('o1', '多少钱');
    floor.clock.pass(20 * MINUTE);
    await writes(floor, 'li', '三');
    expect(heard(floor, 'o1')).toEqual(['一', '二', '三']);
    floor.clock.pass(31 * MINUTE);
    await floor.say('o1', '在吗？');
    await writes(floor, 'li', '四');
    expect([heard(floor, 'o1').length, heard(floor, 'o2').length]).toEqual([3, 0]);
  });

  test('not to one that is no longer his', async () => {
    const [first] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗'), await floor.say('o3', '在吗')];
    await taps(floor, 'li', cardsTo(floor, 'li').find(({ buttons }) => buttons[0]?.conversation === first.id), 'reply');
    await floor.desk.agent.transfer({ conversation: first.id, by: 'li', to: 'wang' });
    await floor.settle();
    await writes(floor, 'li', '在的');
    expect(['o1', 'o2', 'o3'].map((openid) => heard(floor, openid).includes('在的'))).toEqual([false, false, false]);
  });

  test('我的会话 lists them; an ended one says so', async () => {
    expect(await picks(floor, 'li', 'mine')).toContain('没有进行中的会话');
    await floor.say('o1', '在吗');
    await picks(floor, 'li', 'mine');
    expect(lastCard('li', '我的会话（1）')?.buttons).toHaveLength(1);
    const card = cardsTo(floor, 'li')[0];
    expect(await taps(floor, 'li', card, 'end')).toContain('会话已结束');
    expect(heard(floor, 'o1').at(-1)).toContain('本次会话已结束');
    expect(await taps(floor, 'li', card, 'end')).toContain('已经结束');
  });

  test('the platform repeats his text: it is said once, and echoed again', async () => {
    await floor.say('o1', '在吗');
    const echoes = [await writes(floor, 'li', '在的', 'k1'), await writes(floor, 'li', '在的', 'k1')];
    expect(echoes).toEqual([expect.stringContaining('已发给'), expect.stringContaining('已发给')]);
    expect(heard(floor, 'o1')).toEqual(['在的']);
  });
});

describe('the allowance', () => {
  test('an answer in more pieces than are left is refused before any of it is sent', async () => {
    const { id } = await floor.say('o1', '在吗');
    for (const text of ['一', '二', '三']) await answer(floor, 'li', id, text);
    expect(await writes(floor, 'li', '长'.repeat(2000))).toMatch(/要分 3 条发送，只剩 2 条额度，没有发出/);
    expect(await answer(floor, 'li', id, '长'.repeat(2000))).toMatchObject({ kind: 'no-allowance', left: 2 });
    expect(heard(floor, 'o1')).toEqual(['一', '二', '三']);
    expect(await writes(floor, 'li', '长'.repeat(1000))).toContain('已用完');
  });

  test('when spent the answer waits: the writer is told, and it goes out at the visitor’s next word, in order', async () => {
    const { id } = await floor.say('o1', '在吗');
    for (const text of ['一', '二', '三', '四', '五']) await answer(floor, 'li', id, text);
    const held = await answer(floor, 'li', id, '六');
    await answer(floor, 'li', id, '七');
    expect(heard(floor, 'o1')).toEqual(['一', '二', '三', '四', '五']);
    expect(textsTo(floor, 'li').filter((text) => text.includes('暂存'))).toEqual([expect.stringContaining('微信限制的回复条数已用完')]);
    expect((await floor.records.conversations.since(id, 'message' in held ? held.message.seq - 1 : 0, 1))[0]?.delivery).toMatchObject({ state: 'held', why: 'allowance' });
    await floor.say('o1', '嗯');
    expect(heard(floor, 'o1')).toEqual(['一', '二', '三', '四', '五', '六', '七']);
    expect((await floor.records.people.allowance((await floor.conversation(id)).visitor, 'wx0000000000000001'))?.left).toBe(3);
  });

  test('what the platform counts otherwise holds it too, and the writer reads why', async () => {
    const { id } = await floor.say('o1', '在吗');
    floor.outcomes.push({ kind: 'held', why: 'count-spent:45047' });
    await answer(floor, 'li', id, '一');
    expect(textsTo(floor, 'li').at(-1)).toContain('这一轮的回复条数已用完');
    await floor.say('o1', '嗯');
    expect(heard(floor, 'o1')).toEqual(['一']);
  });

  test('texts nobody typed never spend the last one, nor make an answer wait behind them', async () => {
    const { id } = await floor.say('o1', '在吗');
    for (const text of ['一', '二', '三', '四']) await answer(floor, 'li', id, text);
    await floor.desk.agent.transfer({ conversation: id, by: 'li', to: 'wang' });
    await floor.settle();
    await answer(floor, 'wang', id, '五');
    expect(heard(floor, 'o1')).toEqual(['一', '二', '三', '四', '五']);
    await floor.say('o1', '嗯');
    expect(heard(floor, 'o1')).toHaveLength(5);
  });
});

describe('what did not simply arrive', () => {
  test('a refusal is told to the writer with its reason', async () => {
    const { id } = await floor.say('o1', '在吗');
    floor.outcomes.push({ kind: 'refused', why: 'content:87014' });
    await answer(floor, 'li', id, '违规');
    expect(textsTo(floor, 'li').at(-1)).toMatch(/没有送达：.*不符合平台要求/);
    expect(floor.alarms).toMatchObject([{
      key: 'delivery:visitor:content:87014', zh: expect.stringMatching(/^给访客的消息没有送达：.*不符合平台要求/), en: expect.stringMatching(/^A message to a visitor was not delivered: The platform does not accept/),
    }]);
    for (const { zh, en } of floor.alarms) expect(zh + en).not.toContain('87014');
  });

  test('a busy platform is tried again by itself, in order, without a word', async () => {
    const { id } = await floor.say('o1', '在吗');
    floor.outcomes.push({ kind: 'later', afterMs: 2000, why: 'busy' });
    await answer(floor, 'li', id, '一');
    await answer(floor, 'li', id, '二');
    expect(heard(floor, 'o1')).toEqual([]);
    await floor.later(2000);
    expect(heard(floor, 'o1')).toEqual(['一', '二']);
    expect(textsTo(floor, 'li').filter((text) => text.includes('没有送达'))).toEqual([]);
  });

  test('what could not be sent for a whole day is given up, and nobody reads that it is still tried', async () => {
    const { id } = await floor.say('o1', '在吗');
    floor.outcomes.push(...Array.from({ length: 13 }, () => ({ kind: 'later' as const, afterMs: 120 * MINUTE, why: 'busy:-1' })));
    await answer(floor, 'li', id, '一');
    for (let tried = 0; tried < 12; tried += 1) await floor.later(120 * MINUTE);
    expect(await floor.records.outbox.list({ states: ['failed'], limit: 5 })).toMatchObject([{ why: 'given-up:busy:-1' }]);
    expect(floor.alarms.map(({ zh }) => zh).join()).toContain('已停止重试');
    expect(heard(floor, 'o1')).not.toContain('一');
  });

  test('after an ambiguous end it is never sent again by itself; the writer may, by one tap, once', async () => {
    const { id } = await floor.say('o1', '在吗');
    floor.outcomes.push({ kind: 'unknown', why: 'no-answer' });
    await answer(floor, 'li', id, '一');
    await floor.later(10 * MINUTE);
    await answer(floor, 'li', id, '二');
    expect(heard(floor, 'o1')).toEqual(['二']);
    const card = lastCard('li', '不确定是否送达');
    expect(await taps(floor, 'li', card, 'resend')).toContain('已重新发送');
    expect(await taps(floor, 'li', card, 'resend')).toContain('没有重发');
    expect(heard(floor, 'o1')).toEqual(['二', '一']);
    expect(floor.alarms).toMatchObject([{ zh: expect.stringMatching(/^给访客的消息可能没有送达：平台没有回应/) }]);
  });

  test('the same when the server died while sending: the writer is asked', async () => {
    const { id } = await floor.say('o1', '在吗');
    await floor.desk.agent.reply({ conversation: id, key: 'r1', agent: 'li', body: { kind: 'text', text: '一' } });
    // Another node took it for sending and was never heard of again.
    await floor.records.outbox.take({ now: floor.clock.now, limit: 10, leaseMs: 60_000, node: 'lost' });
    await floor.settle();
    await floor.later(61_000);
    expect(heard(floor, 'o1')).toEqual([]);
    expect(floor.warnings).toEqual([expect.stringContaining('cut off by a crash')]);
    expect(await taps(floor, 'li', lastCard('li', '不确定是否送达'), 'resend')).toContain('已重新发送');
    expect(heard(floor, 'o1')).toEqual(['一']);
  });
});

describe('ended and begun again', () => {
  test('closed is final: his next word opens a new one linked to the old, routed from step 1', async () => {
    const { id } = await floor.say('o1', '在吗');
    await answer(floor, 'li', id, '在的');
    await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'li', words: 'closedByAgent' });
    await floor.settle();
    expect((await answer(floor, 'li', id, '再说一句')).kind).toBe('closed');
    floor.clock.pass(1000);
    const next = await floor.say('o1', '还有');
    expect(next).toMatchObject({ previous: id, state: 'assigned', agent: 'li' });
    expect(await floor.conversation(id)).toMatchObject({ state: 'closed', closeReason: 'ended-by-agent' });
    const history = await floor.desk.visitor.conversations(next.visitor, 'zh');
    expect(history.map((one) => one.id)).toEqual([next.id, id]);
  });
});
