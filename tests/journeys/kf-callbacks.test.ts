import { allKept } from './kf-ledger';
import type { Customer } from './kf-people';
import { servedBy, startKfStage } from './kf-room';
import type { Stage } from './stage';

const HINT = 'event:kf_msg_or_event';
type Trouble = (stage: Stage) => Promise<unknown>;

const troubles: readonly (readonly [string, Trouble])[] = [
  ['every callback three times at once', ({ platform }) => platform.pushFault({ platform: 'wecom', only: HINT, kind: 'duplicate', copies: 3, together: true, count: -1 })],
  ['callbacks without the account', ({ platform }) => platform.settings({ kf: { callbackOpenKfId: false } })],
  ['one callback for many items', ({ platform }) => platform.settings({ kf: { coalesceMs: 60 } })],
  ['tokens that are over', ({ platform, back }) => {
    back.watch = async ({ path, phase }) => {
      if (path.endsWith('/kf/sync_msg') && phase === 'asked') await platform.kf.expireTokens();
    };
    return Promise.resolve();
  }],
];

describe('微信客服: callbacks that come twice, at once, bare or too late', () => {
  let stage: Stage;
  const everybody: Customer[] = [];
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }]);
  });
  afterAll(() => stage?.end());
  afterEach(async () => {
    stage.back.watch = () => undefined;
    await stage.platform.clearFaults();
    await stage.platform.settings({ kf: { callbackOpenKfId: true, coalesceMs: 0 } });
  });

  test.each(troubles)('%s', async (what, trouble) => {
    await trouble(stage);
    const customers = await Promise.all([1, 2, 3].map((one) => stage.customer(`${what} ${one}`)));
    everybody.push(...customers);
    await Promise.all(customers.map(async (customer) => {
      await customer.enter('sales');
      await customer.say('在吗？');
      await customer.say('想问一件事');
    }));
    await Promise.all(customers.map((customer) => servedBy(stage, customer, 'wang')));
    await Promise.all(customers.map((customer) => stage.servicer('wang').say(customer, '您说')));
    await Promise.all(customers.map((customer) => customer.say('谢谢')));
    expect(await allKept(stage)).toBe(everybody.length * 4);
  });

  test('nobody was given twice', async () => {
    const { entries } = await stage.platform.ledger();
    const given = entries.flatMap((entry) => (entry.type === 'trans' && entry.to === 3 ? [entry.who] : []));
    expect(given.sort()).toEqual(everybody.map(({ id }) => id).sort());
  });
});
