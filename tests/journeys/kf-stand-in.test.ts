import { allKept } from './kf-ledger';
import { readsWith, servedBy, startKfStage, switched } from './kf-room';
import type { Stage } from './stage';

const standIn = '王芳现在不在，由李雷为您服务。';

describe.each([{ unavailableCode: 'split' }, { unavailableCode: 'both95014' }])('微信客服: the named agent cannot have it, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang', 'li'], kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());
  afterEach(async () => {
    await stage.platform.clearFaults();
    await switched(stage, 'receiving', 'wang');
  });

  test.each(['suspended', 'stopped'] as const)('she has %s: welcome and receipt name who stands in', async (reception) => {
    await switched(stage, reception, 'wang');
    const customer = await stage.customer(`客人 ${reception}`);
    expect((await customer.visitor.button('sales')).state).toMatchObject({ kind: 'stand-in', standsInFor: '王芳', agent: { name: '李雷' } });
    await customer.enter('sales');
    await readsWith(customer, standIn);
    expect(await customer.notices('welcome')).toEqual([`您好，${standIn}`]);

    await customer.say('在吗？');
    const { id } = await servedBy(stage, customer, 'li');
    const [receipt] = await stage.office.receipts(id);
    expect(receipt).toMatchObject({ outcome: 'assigned', winner: { agent: 'li', step: 1 }, standsInFor: 'wang' });
    expect(receipt?.steps[0]?.verdicts).toMatchObject([{ agent: 'wang', verdict: 'no-lease' }]);
  });

  test.each([95014, 95019])('she seemed to receive, but the change answers %i: the next one has him, and the receipt says why', async (errcode) => {
    const customer = await stage.customer(`客人 ${errcode}`);
    await customer.enter('sales');
    await readsWith(customer, '您好，王芳为您服务');
    await stage.platform.apiFault({ path: '/cgi-bin/kf/service_state/trans', kind: 'errcode', errcode });
    await customer.say('在吗？');
    const { id } = await servedBy(stage, customer, 'li');
    await readsWith(customer, standIn);
    const [receipt] = await stage.office.receipts(id);
    expect(receipt).toMatchObject({ outcome: 'assigned', winner: { agent: 'li', step: 1 }, standsInFor: 'wang' });
    expect(receipt?.steps[0]?.verdicts).toMatchObject([{ agent: 'wang', verdict: 'refused-by-platform', code: expect.stringContaining(String(errcode)) }]);
  });

  test('she stops while WeCom is asked: its own refusal is heard', async () => {
    const customer = await stage.customer('客人 慢');
    await customer.enter('sales');
    await readsWith(customer, '您好，王芳为您服务');
    stage.back.watch = async ({ path }) => {
      if (!path.endsWith('/kf/service_state/trans')) return;
      stage.back.watch = () => undefined;
      await stage.servicer('wang').switches('stopped');
    };
    await customer.say('在吗？');
    await servedBy(stage, customer, 'li');
    const { entries } = await stage.platform.ledger();
    const asked = entries.flatMap((entry) => (entry.type === 'trans' && entry.who === customer.id ? [[entry.servicer, entry.errcode]] : []));
    expect(asked).toEqual([['wang', kf.unavailableCode === 'split' ? 95019 : 95014], ['li', 0]]);
  });

  test('all in all each word is kept once', async () => {
    expect(await allKept(stage)).toBe(5);
  });
});
