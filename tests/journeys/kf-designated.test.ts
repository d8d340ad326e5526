import { allKept } from './kf-ledger';
import { conversationOf, ownedBy, readsWith, seatedWith, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe.each([{ strictState0: true }, { strictState0: false }])('微信客服: a tap on a named agent’s button, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  test('the welcome names her, his first word is hers in WeCom, her answer his; each word is kept once', async () => {
    const [customer, wang] = [await stage.customer('小王'), stage.servicer('wang')];
    expect((await customer.visitor.button('sales')).state).toMatchObject({ kind: 'available', agent: { name: '王芳' } });

    expect(await customer.enter('sales')).toMatchObject({ state: 'acknowledged' });
    await until('the welcome names her', async () => (await customer.notices('welcome')).some((text) => text.includes('王芳')));
    // Who entered and wrote nothing is nobody's yet.
    expect(await customer.session()).toMatchObject({ state: 4, servicer: null });

    const asked = await customer.say('这件有货吗？');
    await seatedWith(customer, 'wang');
    expect(await wang.sees(customer)).toContain(asked.text);
    const answered = await wang.say(customer, '有的，今天发货');
    await readsWith(customer, answered.text);
    const later = await customer.say('好的，谢谢');

    const { id } = await conversationOf(stage, customer, 'has all words', ({ seq }) => seq >= 5);
    const said = (await stage.office.transcript(id)).flatMap(({ from, agent, body }) => (body.kind === 'text' ? [[from, agent, body.text]] : []));
    expect(said).toEqual([
      ['system', undefined, '您好，王芳为您服务，请直接留下您的问题。'], ['visitor', undefined, asked.text], ['agent', 'wang', answered.text], ['visitor', undefined, later.text],
    ]);
    expect(await stage.office.receipts(id)).toMatchObject([{ outcome: 'assigned', cause: 'wrote', winner: { agent: 'wang', step: 0 } }]);
    await ownedBy(stage, customer, 'wang');

    const { entries } = await stage.platform.ledger();
    expect(entries.flatMap((entry) => (entry.type === 'trans' ? [[entry.from, entry.to, entry.servicer, entry.errcode]] : []))).toEqual([[0, 3, 'wang', 0]]);
    expect(await allKept(stage)).toBe(3);
  });
});
