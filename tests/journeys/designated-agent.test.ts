import { startStage, type Stage } from './stage';
import { clean, compareLedger } from './ledger';
import { until } from './until';

describe.each([
  { mode: 'secure', format: 'json' },
  { mode: 'secure', format: 'xml' },
  { mode: 'compatible', format: 'xml' },
  { mode: 'plain', format: 'json' },
  { mode: 'plain', format: 'xml' },
])('a tap on a named agent’s button, $mode $format', ({ mode, format }) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: { agents: { li: '李雷', wang: '王芳' }, buttons: [{ key: 'sales', ladder: ['wang'] }] }, env: { WECHAT_PUSH_MODE: mode } });
    await stage.platform.settings({ wechat: { mode, format } });
    await stage.online('li', 'wang');
  });
  afterAll(() => stage?.end());

  test('card and words reach her phone, her answer reaches his', async () => {
    const { platform } = stage;
    const visitor = await stage.visitor('小王');
    const wang = stage.member('wang');
    expect((await visitor.button('sales')).state).toMatchObject({ kind: 'available', agent: { name: '王芳' } });

    expect(await visitor.tap('sales')).toBe('acknowledged');
    await until('the greeting names her', async () => (await visitor.reads()).some((text) => text.includes('王芳')));
    // Who entered and wrote nothing rings nobody.
    expect(await wang.card('新会话')).toBeUndefined();

    const asked = await visitor.say('这件有货吗？');
    expect(asked.state).toBe('acknowledged');
    await until('his words are on her phone', async () => (await wang.reads()).some((text) => text.includes(asked.text)));
    const card = await wang.card('新会话');
    expect(card?.card?.buttons.map(({ text }) => text)).toEqual(['回复', '转接', '结束']);
    expect(JSON.stringify(card?.card?.body)).toContain('入口 sales');

    const answered = await wang.say('有的，今天发货');
    expect(answered.answer).toMatch(/^已发给 /);
    await until('her answer is on his phone', async () => (await visitor.reads()).includes(answered.text));

    expect((await stage.member('li').received()).filter(({ msgid }) => msgid !== null)).toEqual([]);
    const verdict = await compareLedger(platform, await stage.close(), { meantFor: new Map([[answered.tag, visitor.openid]]) });
    expect(verdict).toMatchObject({ ...clean, delivered: { visitorWords: 1, agentWords: 1 } });
    expect(verdict.excused.size).toBe(0);
  });
});
