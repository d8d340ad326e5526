import { allKept } from './kf-ledger';
import { readsWith, servedBy, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe('微信客服: not one callback arrives', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }], { env: { PULL_MS: '250' } });
    await stage.platform.kf.dropCallbacks(-1);
  });
  afterAll(() => stage?.end());

  test('WeCom is asked now and then all the same, so he is welcomed, given and answered', async () => {
    const customer = await stage.customer('没有回调');
    expect(await customer.enter('sales')).toMatchObject({ state: 'dropped' });
    await readsWith(customer, '王芳为您服务');
    await customer.say('在吗？');
    await servedBy(stage, customer, 'wang');
    const answered = await stage.servicer('wang').say(customer, '在的');
    await readsWith(customer, answered.text);
    expect(await allKept(stage)).toBe(2);
  });

  test('asked too often (45009): the next callback is followed all the same', async () => {
    // Every asking without a token is refused.
    await stage.platform.settings({ kf: { tokenlessPerMinute: 0 } });
    const customer = await stage.customer('太频繁');
    await customer.say('在吗？');
    const asked = stage.back.count('/kf/sync_msg');
    await until('it is refused', () => stage.back.count('/kf/sync_msg') > asked);
    await stage.platform.settings({ kf: { tokenlessPerMinute: 100_000 } });
    await stage.platform.clearFaults();
    await customer.say('还在吗？');
    await servedBy(stage, customer, 'wang');
    expect(await allKept(stage)).toBe(4);
  });
});
