import { allKept } from './kf-ledger';
import { conversationsOf, readsWith, servedBy, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe('微信客服: another button on the same account', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }, { key: 'after', ladder: ['li'], kf: {} }]);
  });
  afterAll(() => stage?.end());

  test.each(['doc', 'everyEntry'])('who is served already goes to whom it names; all three are told, welcomePolicy %s', async (welcomePolicy) => {
    await stage.platform.settings({ kf: { welcomePolicy } });
    const customer = await stage.customer(`换人 ${welcomePolicy}`);
    const [wang, li] = [stage.member('wang'), stage.member('li')];
    const before = { wang: (await wang.reads()).length, li: (await li.reads()).length };
    await customer.enter('sales');
    await customer.say('买东西');
    await servedBy(stage, customer, 'wang');
    await stage.servicer('wang').say(customer, '您好');

    await customer.enter('after');
    await servedBy(stage, customer, 'li');
    await until('both read it in WeCom', async () => (await wang.reads()).length === before.wang + 1 && (await li.reads()).length === before.li + 1);
    expect((await wang.reads()).pop()).toContain('李雷');
    const later = await customer.say('要退货');
    expect(await stage.servicer('li').sees(customer)).toContain(later.text);
    const answered = await stage.servicer('li').say(customer, '我来处理');
    await readsWith(customer, answered.text);

    expect((await conversationsOf(stage, customer)).map(({ entry, state, agent }) => ({ entry, state, agent }))).toEqual([{ entry: 'after', state: 'assigned', agent: 'li' }]);
    const { entries } = await stage.platform.ledger();
    expect(entries.flatMap((entry) => (entry.type === 'trans' && entry.who === customer.id ? [[entry.from, entry.to, entry.servicer]] : []))).toEqual([[0, 3, 'wang'], [3, 3, 'li']]);
    await allKept(stage);
  });
});
