import type { ApiFault } from './platform';
import { allKept } from './kf-ledger';
import type { Customer } from './kf-people';
import { readings, readsWith, servedBy, startKfStage } from './kf-room';
import type { Stage } from './stage';

type Fault = Omit<ApiFault, 'path'>;

const faults: readonly (readonly [string, Fault])[] = [
  ['system busy (-1)', { kind: 'errcode', errcode: -1 }],
  ['a token that is over (42001)', { kind: 'errcode', errcode: 42001 }],
  ['an unknown token (40014)', { kind: 'errcode', errcode: 40014 }],
  ['502 without an answer', { kind: 'http', status: 502 }],
  ['connection reset before it was carried out', { kind: 'cut-before' }],
  ['connection reset after it was carried out', { kind: 'cut-after-accept' }],
];
const calls = ['sync_msg', 'service_state/trans'] as const;

describe.each(readings)('微信客服 fails, %s', (_, kf) => {
  let stage: Stage;
  const everybody: Customer[] = [];
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());
  afterEach(() => stage.platform.clearFaults());

  describe.each(calls)('at %s', (call) => {
    test.each(faults)('%s: he is given once and each word is kept once', async (what, fault) => {
      const customer = await stage.customer(`${call} ${what}`);
      everybody.push(customer);
      await customer.enter('sales');
      await readsWith(customer, '王芳为您服务');
      await stage.platform.apiFault({ path: `/cgi-bin/kf/${call}`, platform: 'wecom', ...fault });
      await customer.say('在吗？');
      await servedBy(stage, customer, 'wang');
      const answered = await stage.servicer('wang').say(customer, '在的');
      await readsWith(customer, answered.text);
      expect(await allKept(stage)).toBe(everybody.length * 2);
    });
  });

  test('nobody was given twice', async () => {
    const { entries } = await stage.platform.ledger();
    const given = entries.flatMap((entry) => (entry.type === 'trans' && entry.to === 3 && entry.errcode === 0 && entry.from !== 3 ? [entry.who] : []));
    expect(given.sort()).toEqual(everybody.map(({ id }) => id).sort());
  });

  test('too often (45009): he is answered when WeCom lets us ask again', async () => {
    const customer = await stage.customer('太频繁');
    await customer.enter('sales');
    await readsWith(customer, '王芳为您服务');
    await stage.platform.apiFault({ path: '/cgi-bin/kf/service_state/trans', platform: 'wecom', kind: 'errcode', errcode: 45009 });
    await customer.say('在吗？');
    await servedBy(stage, customer, 'wang');
    await allKept(stage);
  });
});
