import { answer, cardsTo, heard, load, newest, taps, textsTo, writes } from './acts';
import { agent, entry, group, openFloor, toAgent, type Floor, type Plan } from './floor';

let floor: Floor;
afterEach(() => floor.close());

async function open(plan: Plan, ...online: string[]): Promise<void> {
  floor = await openFloor(plan);
  await floor.online(...online);
}

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
