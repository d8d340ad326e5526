import { allKept } from './kf-ledger';
import { conversationsOf, ownedBy, readings, seatedWith, servedBy, startKfStage } from './kf-room';
import type { Customer } from './kf-people';
import { kfAccount } from './shop';
import type { Stage } from './stage';
import { until } from './until';

describe.each(readings)('微信客服: his first word comes without, or before, what tells by which button he came, %s', (_, kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }, { key: 'after', ladder: ['li'], kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  const moves = async ({ id }: Customer) => (await stage.platform.ledger()).entries.flatMap((entry) => (entry.type === 'trans' && entry.who === id ? [entry.servicer] : []));

  test('the entering was never told: WeCom is asked for it, and the right one has him', async () => {
    const customer = await stage.customer('没有进入事件');
    const url = await customer.link('after');
    await stage.platform.kf.hand(false);
    expect(await customer.follow(url)).toMatchObject({ state: null });
    await stage.platform.kf.hand(true);
    await customer.say('在吗？');
    await servedBy(stage, customer, 'li');

    // Told after all, behind his word: the same button changes nothing.
    await stage.platform.kf.customerAct(customer.id, 'raw', {
      openKfId: kfAccount, wait: true,
      item: { origin: 4, msgtype: 'event', event: { event_type: 'enter_session', open_kfid: kfAccount, external_userid: customer.id, scene: 'after', scene_param: new URL(url).searchParams.get('scene_param') ?? '' } },
    });
    await customer.say('还在吗？');
    await until('both are kept', async () => (await allKept(stage)) === 2);
    expect((await conversationsOf(stage, customer)).map(({ entry, state, agent }) => ({ entry, state, agent }))).toEqual([{ entry: 'after', state: 'assigned', agent: 'li' }]);
    expect(await moves(customer)).toEqual(['li']);
  });

  test('nobody knows how he came: the first button of the account has him', async () => {
    const customer = await stage.customer('从聊天列表来');
    await customer.say('你好');
    const { entry } = await ownedBy(stage, customer, 'wang');
    expect(entry).toBe('sales');
    await seatedWith(customer, 'wang');
    expect(await moves(customer)).toEqual(['wang']);
  });

  test('entering and first word arrive together: he goes once, to whom the button names', async () => {
    const customer = await stage.customer('一起到');
    await stage.platform.kf.dropCallbacks(1);
    expect(await customer.enter('after')).toMatchObject({ state: 'dropped' });
    await customer.say('在吗？');
    await servedBy(stage, customer, 'li');
    expect(await moves(customer)).toEqual(['li']);
  });
});
