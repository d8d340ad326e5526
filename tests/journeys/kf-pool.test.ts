import { allKept } from './kf-ledger';
import { conversationOf, ownedBy, readsWith, seatedWith, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe('微信客服: an entry that ends in WeCom’s own queue', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['anyone'], overflow: { kind: 'queue', maxWaitSeconds: 600 }, kf: { pool: true } }], { settings: { capacity: 1 } });
  });
  afterAll(() => stage?.end());

  test('whom nobody has a seat for goes to the pool; taking him from there is a claim', async () => {
    for (const name of ['一', '二', '三']) {
      const served = await stage.customer(name);
      await served.enter('sales');
      await served.say('在吗？');
      await conversationOf(stage, served, 'is served', ({ state }) => state === 'assigned');
    }
    const customer = await stage.customer('四');
    await customer.enter('sales');
    await customer.say('在吗？');
    await until('he is in the pool', async () => (await customer.session()).state === 2);
    await readsWith(customer, '客服都在忙，您排在第 1 位');
    expect(await customer.notices('pool')).toHaveLength(1);

    const chen = stage.servicer('chen');
    await chen.picks(customer);
    const { id } = await ownedBy(stage, customer, 'chen');
    await seatedWith(customer, 'chen');
    const answered = await chen.say(customer, '在的');
    await readsWith(customer, answered.text);
    expect(await stage.office.receipts(id)).toContainEqual(expect.objectContaining({ outcome: 'taken', cause: 'taken-natively', by: 'chen' }));
    const { entries } = await stage.platform.ledger();
    expect(entries.flatMap((entry) => (entry.type === 'trans' && entry.who === customer.id ? [[entry.from, entry.to]] : []))).toEqual([[0, 2]]);
    expect(await allKept(stage)).toBe(5);
  });
});
