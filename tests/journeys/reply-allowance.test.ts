import { clean, compareLedger } from './ledger';
import type { Member, Visitor } from './people';
import { startStage, type Stage } from './stage';
import { until } from './until';

const SEND = '/message/custom/send';

describe('WeChat’s rationed replies', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage({ shop: { agents: { li: '李雷' }, buttons: [{ key: 'sales', ladder: ['li'] }] } });
    await stage.online('li');
  });
  afterEach(() => stage?.end());

  async function begin(): Promise<{ visitor: Visitor; li: Member }> {
    const [visitor, li] = [await stage.visitor('小王'), stage.member('li')];
    await visitor.tap('sales');
    await until('the greeting has gone', async () => (await visitor.reads()).length === 1);
    const asked = await visitor.say('在吗？');
    await until('his words are on the phone', async () => (await li.reads()).some((text) => text.includes(asked.text)));
    return { visitor, li };
  }
  const told = (li: Member, begin: RegExp) => until(`he reads ${begin}`, async () => (await li.reads()).find((text) => begin.test(text)));

  async function expectClean(): Promise<void> {
    const verdict = await compareLedger(stage.platform, await stage.close());
    expect(verdict).toMatchObject(clean);
    expect(verdict.excused.size).toBe(0);
  }

  test('the window is closed (45015): kept, the agent is told, it goes out at the visitor’s next word', async () => {
    const { platform } = stage;
    await platform.settings({ wechat: { messageWindowMs: 60_000 } });
    const { visitor, li } = await begin();
    await platform.advance(120_000);
    const answer = await li.say('在的');
    expect(await told(li, /^发给 .*暂存/)).toMatch(/访客再说一句就会自动发出/);
    // What he says meanwhile waits behind it.
    const more = await li.say('您说');
    expect((await visitor.reads()).slice(1)).toEqual([]);

    await visitor.say('刚才没收到');
    await until('both have arrived, in order', async () => (await visitor.reads()).length === 3);
    expect((await visitor.reads()).slice(1)).toEqual([answer.text, more.text]);
    await expectClean();
  });

  test('five are sent, the sixth waits without asking WeChat; it goes out at the visitor’s next word', async () => {
    const { visitor, li } = await begin();
    const before = stage.back.count(SEND);
    const said = [];
    for (const number of [1, 2, 3, 4, 5]) said.push(await li.say(`第 ${number} 条`));
    await until('five have arrived', async () => (await visitor.reads()).length === 6);
    expect(said.every(({ answer = '' }) => answer.startsWith('已发给') || answer.startsWith('已收下'))).toBe(true);

    const sixth = await li.say('第 6 条');
    expect(sixth.answer).toMatch(/回复条数已用完/);
    await told(li, /^发给 .*暂存/);
    expect(stage.back.count(SEND) - before).toBe(5);

    await visitor.say('继续');
    await until('the sixth has arrived', async () => (await visitor.reads()).includes(sixth.text));
    expect((await visitor.reads()).slice(1)).toEqual([...said, sixth].map(({ text }) => text));
    await expectClean();
  });

  test('WeChat counts less than we do (45047): kept like the others, nothing is sent twice', async () => {
    const { platform } = stage;
    await platform.settings({ wechat: { messageCount: 2 } });
    const { visitor, li } = await begin();
    const said = [await li.say('一'), await li.say('二'), await li.say('三')];
    await told(li, /^发给 .*暂存/);
    expect((await visitor.reads()).slice(1)).toEqual(said.slice(0, 2).map(({ text }) => text));
    await visitor.say('继续');
    await until('the third has arrived', async () => (await visitor.reads()).length === 4);
    expect((await visitor.reads()).slice(1)).toEqual(said.map(({ text }) => text));
    await expectClean();
  });
});
