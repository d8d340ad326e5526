import { readings, readsWith, servedBy } from './kf-room';
import { shopConfig, type ShopPlan } from './shop';
import { startStage, type Stage } from './stage';
import { until } from './until';

const shop = (road: 'contact' | 'kf'): ShopPlan => ({
  agents: { wang: '王芳', li: '李雷' }, buttons: [{ key: 'sales', ladder: ['wang'], ...(road === 'kf' && { kf: {} }) }],
});

describe.each(readings)('a button moved from WeChat’s own chat to 微信客服, %s', (_, kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage({ shop: shop('contact') });
    await stage.online('wang');
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  test('the next page view has the link; who talks by the old road goes on there', async () => {
    const [old, wang] = [await stage.visitor('老路'), stage.member('wang')];
    await old.tap('sales');
    const asked = await old.say('在吗？');
    await until('she reads it', async () => (await wang.reads()).some((text) => text.includes(asked.text)));

    const customer = await stage.customer('新路');
    expect((await customer.visitor.button('sales')).invitation.kind).toBe('contact');
    await stage.office.publish(shopConfig(shop('kf'), await stage.platform.kf.links(['sales'])), stage.front.targets);
    const { invitation, fallback } = await customer.visitor.button('sales');
    expect(invitation.kind).toBe('kf');
    // A phone on which 微信客服 does not open has the other chat still.
    expect(fallback?.kind).toBe('contact');

    await until('the server knows that she receives', async () => (await customer.visitor.button('sales')).state.kind === 'available');
    await customer.enter('sales');
    await readsWith(customer, '王芳为您服务');
    await customer.say('你好');
    await servedBy(stage, customer, 'wang');

    const later = await old.say('还在吗？');
    await until('she reads it', async () => (await wang.reads()).some((text) => text.includes(later.text)));
    const answered = await wang.say('在的');
    await until('he reads it', async () => (await old.reads()).includes(answered.text));
  });
});
