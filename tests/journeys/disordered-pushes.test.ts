import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

describe('pushes come twice, late and in the wrong order', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await startStage({ shop: { agents: { li: '李雷', chen: '陈晨' }, buttons: [{ key: 'sales', ladder: ['li'] }, { key: 'vip', ladder: ['chen'] }] } });
    await stage.online('li', 'chen');
  });
  afterEach(() => stage?.end());

  const reads = async (userid: string, text: string): Promise<boolean> => (await stage.member(userid).reads()).some((one) => one.includes(text));

  test('G1 each push three times, at once and one after the other: everything is there once', async () => {
    const { platform } = stage;
    const [visitor, li] = [await stage.visitor('小王'), stage.member('li')];
    await platform.pushFault({ kind: 'duplicate', copies: 2, together: true, count: 2 });
    await visitor.tap('sales');
    const first = await visitor.say('在吗？');
    await until('the first is there', () => reads('li', first.text));
    await platform.pushFault({ kind: 'duplicate', copies: 2, count: 1 });
    const second = await visitor.say('有人吗？');
    await until('the second is there', () => reads('li', second.text));

    // The agent’s own word comes twice as well; the menu and the card too.
    await platform.pushFault({ kind: 'duplicate', platform: 'wecom', copies: 2, together: true, count: 2 });
    const answer = await li.say('在的');
    await li.tap('新会话', '回复');
    await until('the answer is there', async () => (await visitor.reads()).includes(answer.text));
    const third = await visitor.say('好');
    await until('the third is there', () => reads('li', third.text));

    const books = await stage.close();
    const verdict = await compareLedger(platform, books);
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 3, agentWords: 1 } });
    expect(books.conversations).toHaveLength(1);
    expect((await visitor.reads()).filter((text) => text.startsWith('您好'))).toHaveLength(1);
    expect((await li.received()).filter(({ card }) => card !== null)).toHaveLength(1);
  });

  test('two words change places: both arrive once', async () => {
    const { platform } = stage;
    const visitor = await stage.visitor('小王');
    await visitor.tap('sales');
    await platform.pushFault({ kind: 'reorder', platform: 'wechat' });
    const first = await visitor.say('先说的', { wait: false });
    const second = await visitor.say('后说的');
    await until('both are there', async () => (await reads('li', first.text)) && (await reads('li', second.text)));
    const verdict = await compareLedger(platform, await stage.close());
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 2, agentWords: 0 } });
  });

  test.each([{ apartMs: 0 }, { apartMs: 3_000 }])('a word $apartMs ms after the tap overtakes it: it still reaches the person he chose', async ({ apartMs }) => {
    const { platform } = stage;
    const visitor = await stage.visitor('小王');
    const sessionFrom = await visitor.sessionFrom('vip');
    await platform.pushFault({ kind: 'reorder', platform: 'wechat' });
    await platform.visitorAct(visitor.openid, 'enter', { sessionFrom });
    await platform.advance(apartMs);
    const said = await visitor.say('我是会员');
    await until('his word is on the phone of the one he chose', () => reads('chen', said.text));
    const answer = await stage.member('chen').say('您好');
    await until('her answer is there', async () => (await visitor.reads()).includes(answer.text));

    const books = await stage.close();
    expect(await compareLedger(platform, books, { passedOn: true })).toMatchObject(clean);
    expect(books.conversations).toMatchObject([{ entry: 'vip', agent: 'chen' }]);
  });
});
