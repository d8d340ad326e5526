import { load, textsTo } from './acts';
import { openFloor, type Floor } from './floor';
import { lateActs, TWO_AGENTS } from './late-acts';

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor(TWO_AGENTS);
});
afterEach(() => floor.close());

const { text, tap, delivered, heardBy } = lateActs(() => floor);

describe('a tap on a card that is delivered again', () => {
  test('takes the next visitor once, though what lives was lost meanwhile, and says so again', async () => {
    const first = await floor.say('o1', '在吗');
    floor.clock.pass(1000);
    const second = await floor.say('o2', '在吗');
    const next = tap('li', 'take');
    expect(await delivered(next)).toContain(first.visitor.slice(-4));
    // all that Live held of it is over by now
    floor.clock.pass(3_600_000);
    expect(await delivered(next)).toContain(first.visitor.slice(-4));
    expect((await floor.conversation(second.id)).state).toBe('waiting');
    expect(await load(floor, 'li')).toBe(1);
  });

  test('to two nodes at once: one visitor', async () => {
    await floor.say('o1', '在吗');
    await floor.say('o2', '在吗');
    const other = await floor.another();
    const next = tap('li', 'take');
    const words = await Promise.all([floor.desk, other].map((desk) => desk.agent.acted(next)));
    await floor.settle();
    expect(new Set(words)).toEqual(new Set([expect.stringContaining('您已接入')]));
    expect(await load(floor, 'li')).toBe(1);
  });

  test('does not take again whom he has passed on since', async () => {
    const { id } = await floor.say('o1', '在吗');
    const taking = tap('li', 'take', id);
    await delivered(taking);
    await floor.online('wang');
    await floor.desk.agent.transfer({ conversation: id, by: 'li', to: 'wang' });
    expect((await floor.conversation(id)).agent).toBe('wang');
    await delivered(taking);
    expect((await floor.conversation(id)).agent).toBe('wang');
  });

  test('does not choose again after he chose another, and what it took is his current one', async () => {
    const [first, second] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
    const taking = tap('li', 'take', first.id);
    await delivered(taking);
    await delivered(text('t1', '给一'));
    floor.clock.pass(2000);
    await delivered(tap('li', 'take', second.id));
    await delivered(taking);
    await delivered(text('t2', '给二'));
    expect(heardBy('o1', 'o2').map((all) => all.filter((one) => one.startsWith('给')))).toEqual([['给一'], ['给二']]);
  });

  test('an older choice that arrives after a newer one leaves the newer standing, and he reads so', async () => {
    await floor.online('li');
    const [first, second] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
    const lost = tap('li', 'reply', first.id);
    floor.clock.pass(2000);
    await delivered(tap('li', 'reply', second.id));
    expect(await delivered(lost)).toContain(second.visitor.slice(-4));
    await delivered(text('t1', '给二'));
    expect(heardBy('o1', 'o2')).toEqual([[], ['给二']]);
  });

  test('asks a colleague once, and his answer counts for what he was asked then', async () => {
    await floor.online('li', 'wang');
    const { id } = await floor.say('o1', '在吗');
    const asking = tap('li', 'transfer-to', id, { to: 'wang' });
    await delivered(asking);
    const declining = tap('wang', 'decline-transfer', id);
    await delivered(declining);
    expect(await delivered(asking)).toContain('已请 WANG 接手');
    expect(await floor.records.conversations.transferAsked(id)).toBeUndefined();
    floor.clock.pass(5000);
    await delivered(tap('li', 'transfer-to', id, { to: 'wang' }));
    await delivered(declining);
    expect(await floor.records.conversations.transferAsked(id)).toMatchObject({ to: 'wang' });
    expect(textsTo(floor, 'li').filter((one) => one.includes('没有接手'))).toHaveLength(1);
  });

  test('an acceptance cut off before it was stored is done when it comes again', async () => {
    await floor.online('li', 'wang');
    const { id } = await floor.say('o1', '在吗');
    await delivered(tap('li', 'transfer-to', id, { to: 'wang' }));
    const { conversations } = floor.desk.ctx.records;
    const claim = conversations.claim.bind(conversations);
    conversations.claim = () => Promise.reject(new Error('the disk is full'));
    const accepting = tap('wang', 'accept-transfer', id);
    await expect(floor.desk.agent.acted(accepting)).rejects.toThrow('full');
    conversations.claim = claim;
    expect(await delivered(accepting)).toContain('您已接入');
    expect((await floor.conversation(id)).agent).toBe('wang');
  });

  test('sends again once, also what became unsure after it', async () => {
    await floor.online('li');
    const { id } = await floor.say('o1', '在吗');
    floor.outcomes.push({ kind: 'unknown', why: 'no-answer' }, { kind: 'unknown', why: 'no-answer' });
    await delivered(text('t1', '一'));
    const [unsure] = await floor.records.outbox.list({ states: ['unknown'], conversation: id, limit: 5 });
    if (!unsure) throw new Error('nothing is unsure');
    const again = tap('li', 'resend', unsure.id);
    expect(await delivered(again)).toContain('已重新发送');
    expect(await delivered(again)).toContain('已重新发送');
    expect(heardBy('o1')).toEqual([[]]);
    floor.clock.pass(2000);
    await delivered(tap('li', 'resend', unsure.id));
    expect(heardBy('o1')).toEqual([['一']]);
  });

  test('ends what it was on, and what was refused stays refused', async () => {
    await floor.online('li', 'wang');
    const { id } = await floor.say('o1', '在吗', 'm1');
    const early = tap('wang', 'end', id);
    expect(await delivered(early)).toContain('不在您名下');
    await floor.desk.agent.transfer({ conversation: id, by: 'li', to: 'wang' });
    expect(await delivered(early)).toContain('不在您名下');
    expect((await floor.conversation(id)).state).toBe('assigned');
    floor.clock.pass(2000);
    const ending = tap('wang', 'end', id);
    expect(await delivered(ending)).toContain('会话已结束');
    expect(await delivered(ending)).toContain('会话已结束');
  });
});
