import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

describe('nobody answers in time', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: { agents: { li: '李雷', wang: '王芳' }, buttons: [{ key: 'sales', ladder: ['li', 'wang'], ringSeconds: 1 }] } });
    await stage.online('li', 'wang');
  });
  afterAll(() => stage?.end());

  test('F1 F3 the conversation moves on with its words, the former is told and his card is done', async () => {
    const { platform } = stage;
    const [li, wang] = [stage.member('li'), stage.member('wang')];
    const visitor = await stage.visitor('小王');
    await visitor.tap('sales');
    const asked = await visitor.say('在吗？');
    await until('it rings at the first', async () => (await li.reads()).some((text) => text.includes(asked.text)));

    await until('the words reach the next', async () => (await wang.reads()).some((text) => text.includes(asked.text)));
    await until('the former is told', async () => (await li.reads()).some((text) => text.startsWith('您没有及时回复')));
    await until('his card is done', async () => (await li.card('新会话'))?.card?.replacedBy === '已转走');
    await until('the visitor is told', async () => (await visitor.reads()).includes('已为您转接给王芳。'));

    // The former’s answer goes to nobody; hers ends the ring for good.
    expect((await li.say('来了')).answer).toBe('您现在没有进行中的会话，这条消息没有发给任何人。');
    const answered = await wang.say('在的');
    await until('her answer is on his phone', async () => (await visitor.reads()).includes(answered.text));
    const more = await visitor.say('好的');
    await until('he goes on with her', async () => (await wang.reads()).some((text) => text.includes(more.text)));

    const books = await stage.close();
    const verdict = await compareLedger(platform, books, { passedOn: true, meantFor: new Map([[answered.tag, visitor.openid]]) });
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 2, agentWords: 1 } });
    expect((await li.reads()).filter((text) => text.includes(more.text))).toEqual([]);
    expect(books.conversations).toMatchObject([{ state: 'assigned', agent: 'wang' }]);
  });
});
