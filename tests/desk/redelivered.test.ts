import { cardsTo, chooses, picks, taps } from './acts';
import { openFloor, type Floor } from './floor';
import { lateActs, TWO_AGENTS } from './late-acts';

let floor: Floor;
beforeEach(async () => {
  floor = await openFloor(TWO_AGENTS);
});
afterEach(() => floor.close());

const { text, menu, tap, delivered, heardBy } = lateActs(() => floor);
const lists = (): number => cardsTo(floor, 'li').filter(({ title }) => title.includes('这条消息还没有发出')).length;
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

  test('so is one in the same second as he got the only one', async () => {
    await floor.online('li');
    floor.clock.pass(700);
    await floor.say('o1', '在吗');
    floor.clock.pass(200);
    await delivered(text('t1', '在的'));
    expect(heardBy('o1')).toEqual([['在的']]);
  });

  test('goes to nobody when he had two and none chosen, though one of them is chosen and the only one since', async () => {
    const [first, second] = await two();
    const lost = text('t1', '给二');
    floor.clock.pass(2000);
    await delivered(tap('li', 'reply', first));
    await floor.desk.agent.close({ conversation: second, reason: 'ended-by-agent', by: 'li' });
    await delivered(lost);
    expect([...heardBy('o1', 'o2'), lists()]).toEqual([[], [], 1]);
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
