import { allKept } from './kf-ledger';
import type { Customer } from './kf-people';
import { conversationOf, readings, readsWith, servedBy, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe.each(readings)('微信客服: an entry that ends in WeCom’s own queue, %s', (_, kf) => {
  let stage: Stage;
  const everybody: Customer[] = [];
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['anyone'], overflow: { kind: 'queue', maxWaitSeconds: 600 }, kf: { pool: true } }], { settings: { capacity: 1 } });
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  test('whom nobody has a seat for goes to the pool; taking him from there is a claim', async () => {
    for (const name of ['一', '二', '三']) {
      const served = await stage.customer(name);
      everybody.push(served);
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
    const { id } = await servedBy(stage, customer, 'chen');
    const answered = await chen.say(customer, '在的');
    await readsWith(customer, answered.text);
    expect(await stage.office.receipts(id)).toContainEqual(expect.objectContaining({ outcome: 'taken', cause: 'taken-natively', by: 'chen' }));
    const { entries } = await stage.platform.ledger();
    expect(entries.flatMap((entry) => (entry.type === 'trans' && entry.who === customer.id ? [[entry.from, entry.to]] : []))).toEqual([[0, 2]]);
    expect(await allKept(stage)).toBe(5);
  });

  test('who has a seat again has the next of the pool', async () => {
    const customer = await stage.customer('五');
    await customer.enter('sales');
    await customer.say('在吗？');
    await until('he is in the pool', async () => (await customer.session()).state === 2);
    const [served] = everybody;
    if (!served) throw new Error('nobody is served');
    const { agent = '' } = await conversationOf(stage, served, 'is served', ({ state }) => state === 'assigned');
    // Chen took one above his limit.
    const free = stage.servicer(agent === 'chen' ? 'wang' : agent);
    for (const one of everybody) if (await free.sees(one)) await free.ends(one);
    await servedBy(stage, customer, free.userid);
    await until('he reads who came', async () => (await customer.notices('human')).some((text) => text.includes('已接入')));
  });
});
