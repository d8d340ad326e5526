import { cardsTo, chooses, heard, load, picks, taps, textsTo } from './acts';
import { agent, entry, openFloor, toAgent, type Floor } from './floor';
import type { AgentAction, CardButton } from '../../server/agent-channels/agent-channel';
import type { Desk } from '../../server/desk/desk';

type Tap = Extract<AgentAction, { kind: 'tapped' }>;

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor({
    agents: [agent('li'), agent('wang')],
    entries: [entry('vip', [toAgent('li', { ringSeconds: 0 })]), entry('wang', [toAgent('wang', { ringSeconds: 0 })])],
  });
});
afterEach(() => floor.close());

/** The platform's clock: whole seconds. */
const platformNow = (): number => Math.floor(floor.clock.now / 1000) * 1000;
const text = (key: string, words: string): AgentAction => ({ kind: 'said', key, address: 'w-li', at: platformNow(), body: { kind: 'text', text: words } });
const menu = (item: 'online' | 'away'): AgentAction => ({ kind: 'menu', key: `menu:${item}:${platformNow()}`, address: 'w-li', at: platformNow(), item });
const tap = (who: string, action: CardButton['action'], conversation?: string, more: Partial<Tap> = {}): AgentAction => ({
  kind: 'tapped', key: `tap:${who}:${action}:${conversation ?? ''}:${platformNow()}`, address: `w-${who}`, at: platformNow(), action, ...(conversation !== undefined && { conversation }), ...more,
});

async function delivered(action: AgentAction, desk: Desk = floor.desk): Promise<string | undefined> {
  const words = await desk.agent.acted(action);
  await floor.settle();
  return words;
}

const lists = (): number => cardsTo(floor, 'li').filter(({ title }) => title.includes('这条消息还没有发出')).length;
const heardBy = (...openids: string[]): string[][] => openids.map((openid) => heard(floor, openid));
const status = async (): Promise<string | undefined> => (await floor.records.agents.states(['li']))[0]?.status;

describe('a text in WeCom that is delivered late', () => {
  async function two(): Promise<[string, string]> {
    await floor.online('li');
    const ids: [string, string] = [(await floor.say('o1', '在吗')).id, (await floor.say('o2', '在吗')).id];
    floor.clock.pass(5000);
    return ids;
  }

  test('goes to whom he had chosen when he wrote it, not to whom he chose since', async () => {
    const [first, second] = await two();
    await delivered(tap('li', 'reply', first));
    floor.clock.pass(3000);
    const lost = text('t1', '给一');
    floor.clock.pass(2000);
    await delivered(tap('li', 'reply', second));
    floor.clock.pass(3000);
    expect(await delivered(lost)).toContain((await floor.conversation(first)).visitor.slice(-4));
    expect(heardBy('o1', 'o2')).toEqual([['给一'], []]);
    await delivered(text('t2', '给二'));
    expect(heardBy('o1', 'o2')).toEqual([['给一'], ['给二']]);
  });

  test('goes to nobody when whom he meant is no longer his: the list, and the words are not sent', async () => {
    const [first, second] = await two();
    await delivered(tap('li', 'reply', first));
    const lost = text('t1', '给一');
    floor.clock.pass(2000);
    await delivered(tap('li', 'reply', second));
    await floor.desk.agent.close({ conversation: first, reason: 'ended-by-agent', by: 'li' });
    await floor.settle();
    await delivered(lost);
    expect([...heardBy('o1', 'o2'), lists()]).toEqual([[], [], 1]);
  });

  test('goes to nobody when he had chosen nobody yet, nor when he has chosen twice since', async () => {
    const [first, second] = await two();
    const early = text('t1', '给谁');
    for (const one of [first, second]) {
      floor.clock.pass(2000);
      await delivered(tap('li', 'reply', one));
    }
    await delivered(early);
    expect([...heardBy('o1', 'o2'), lists()]).toEqual([[], [], 1]);
  });

  test('a text in the same second as the choice is after it, though our clock has milliseconds', async () => {
    const [first, second] = await two();
    floor.clock.pass(700);
    await delivered(tap('li', 'reply', first));
    floor.clock.pass(100);
    await delivered(tap('li', 'reply', second));
    floor.clock.pass(100);
    await delivered(text('t1', '给二'));
    expect(heardBy('o1', 'o2')).toEqual([[], ['给二']]);
  });

  test('is not said to the only one he has, when he wrote it before he had him', async () => {
    await floor.online('li');
    const { id } = await floor.say('o1', '在吗');
    const lost = text('t1', '给一');
    await floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent', by: 'li' });
    floor.clock.pass(3000);
    await floor.say('o2', '在吗');
    await delivered(lost);
    expect([...heardBy('o1', 'o2'), lists()]).toEqual([[], [], 1]);
    await delivered(text('t2', '给二'));
    expect(heardBy('o2')).toEqual([['给二']]);
  });

  test('answered with the list it is never sent, nor the list again, also by another node', async () => {
    const [first] = await two();
    const said = text('t1', '给谁');
    expect(await delivered(said)).toBeUndefined();
    expect(lists()).toBe(1);
    floor.clock.pass(2000);
    await taps(floor, 'li', cardsTo(floor, 'li').at(-1), 'reply', ({ conversation }) => conversation === first);
    const other = await floor.another();
    for (const desk of [floor.desk, other]) expect(await delivered({ ...said, at: floor.clock.now }, desk)).toBeFalsy();
    expect([...heardBy('o1', 'o2'), lists()]).toEqual([[], [], 1]);
  });

  test('refused once it stays refused: nobody then, somebody now', async () => {
    await floor.online('li');
    const said = text('t1', '在的');
    expect(await delivered(said)).toContain('没有发给任何人');
    await floor.say('o1', '在吗');
    expect(await delivered({ ...said, at: floor.clock.now })).toContain('没有发给任何人');
    expect(heardBy('o1')).toEqual([[]]);
  });

  test('delivered to two nodes at once it is said once, and each reads to whom', async () => {
    await floor.online('li');
    await floor.say('o1', '在吗');
    const other = await floor.another();
    const said = text('t1', '在的');
    const echoes = await Promise.all([floor.desk, other].map((desk) => desk.agent.acted(said)));
    await floor.settle();
    expect(echoes).toEqual([expect.stringContaining('已发给'), expect.stringContaining('已发给')]);
    expect(heardBy('o1')).toEqual([['在的']]);
  });
});

describe('a tap in the menu that is delivered late', () => {
  test('上线 after 离开 changes nothing, and he reads what he is', async () => {
    await delivered(menu('online'));
    floor.clock.pass(60_000);
    const lost = menu('online');
    floor.clock.pass(2400);
    expect(await delivered(menu('away'))).toContain('您已离开');
    floor.clock.pass(3000);
    expect(await delivered(lost)).toContain('您已离开');
    expect(await status()).toBe('offline');
    expect(await delivered(menu('online'))).toContain('您已上线');
    expect(await status()).toBe('online');
  });

  test('离开 after 上线 while he was online all along changes nothing either', async () => {
    await delivered(menu('online'));
    floor.clock.pass(60_000);
    const lost = menu('away');
    floor.clock.pass(2000);
    await delivered(menu('online'));
    expect(await delivered(lost)).toContain('您已上线');
    expect(await status()).toBe('online');
  });

  test('上线 after he left at the workbench changes nothing', async () => {
    const lost = menu('online');
    floor.clock.pass(2000);
    await chooses(floor, 'li', 'offline');
    await delivered(lost);
    expect(await status()).toBe('offline');
  });

  test('acts once: 上线 again after 离开 of the same second', async () => {
    const online = menu('online');
    await delivered(online);
    await delivered(menu('away'));
    await delivered(online);
    expect(await status()).toBe('offline');
    expect(await picks(floor, 'li', 'online')).toContain('您已上线');
  });
});

describe('a tap on a card that is delivered again', () => {
  test('takes the next visitor once, though what lives was lost meanwhile, and says so again', async () => {
    const [first, second] = [await floor.say('o1', '在吗'), await floor.say('o2', '在吗')];
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
