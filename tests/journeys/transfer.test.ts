import { clean, compareLedger } from './ledger';
import { startStage, type Stage } from './stage';
import { until } from './until';

describe('a transfer from the card', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: { agents: { li: '李雷', wang: '王芳' }, buttons: [{ key: 'sales', ladder: ['li'] }] } });
    await stage.online('li', 'wang');
  });
  afterAll(() => stage?.end());

  test('F7 the colleague is asked, accepts, reads what was said before, and only she may answer', async () => {
    const { platform } = stage;
    const [li, wang] = [stage.member('li'), stage.member('wang')];
    const visitor = await stage.visitor('小王');
    await visitor.tap('sales');
    const asked = await visitor.say('我的订单 8812 到哪了？');
    await until('his words are on the first phone', async () => (await li.reads()).some((text) => text.includes(asked.text)));
    const first = await li.say('我帮您转给仓库的同事');
    await until('the first answer is there', async () => (await visitor.reads()).includes(first.text));

    await li.tap('新会话', '转接');
    await until('he may choose a colleague', async () => await li.card('转给谁'));
    await li.tap('转给谁', '王芳');
    await until('he reads that she is asked', async () => (await li.reads()).some((text) => text.startsWith('已请 王芳 接手')));
    await until('she is asked', async () => await wang.card('请您接手'));
    // Until she accepts it stays with him.
    expect((await wang.reads()).filter((text) => text.includes(asked.text))).toEqual([]);

    await wang.tap('请您接手', '接手');
    await until('she reads what both said before', async () => (await wang.reads()).some((text) => text.includes(asked.text) && text.includes(`李雷：${first.text}`)));
    await until('his card is done', async () => (await li.card('新会话'))?.card?.replacedBy === '已转走');
    await until('the visitor is told', async () => (await visitor.reads()).includes('已为您转接给王芳。'));
    expect((await li.say('再等一下')).answer).toBe('您现在没有进行中的会话，这条消息没有发给任何人。');
    const second = await wang.say('已经出库了');
    await until('her answer is there', async () => (await visitor.reads()).includes(second.text));

    const verdict = await compareLedger(platform, await stage.close(), { passedOn: true, meantFor: new Map([[first.tag, visitor.openid], [second.tag, visitor.openid]]) });
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 1, agentWords: 2 } });
    expect((await visitor.reads()).filter((text) => text.includes('再等一下'))).toEqual([]);
  });
});
