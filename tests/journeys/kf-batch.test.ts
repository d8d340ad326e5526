import { conversationOf, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

const CUSTOMERS = 10;
const COUNT = 1_000;
const UNKNOWN_AT = 503;

describe.each([{ emptyMore: true }, { emptyMore: false }])('微信客服: a thousand messages behind one callback, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  test('all are stored once, each customer’s in order, and the one of a kind nobody knows stands among them', async () => {
    const customers = await Promise.all(Array.from({ length: CUSTOMERS }, (_, one) => stage.customer(`客人 ${one}`)));
    await stage.platform.kf.batch(customers.map(({ id }) => id), COUNT, { text: '第', unknownAt: UNKNOWN_AT });
    const said = (one: number) => Array.from({ length: COUNT / CUSTOMERS }, (_, turn) => turn * CUSTOMERS + one).map((n) => (n === UNKNOWN_AT ? 'hologram' : `第 ${n}`));

    for (const [one, customer] of customers.entries()) {
      const { id } = await conversationOf(stage, customer, 'has all his words', ({ state, seq }) => state === 'assigned' && seq >= COUNT / CUSTOMERS);
      const words = async () => (await stage.office.transcript(id)).flatMap(({ from, body }) => (from === 'visitor' ? [body.kind === 'text' ? body.text : body.kind === 'unsupported' ? body.type : body.kind] : []));
      await until('all are kept', async () => (await words()).length >= COUNT / CUSTOMERS);
      expect(await words()).toEqual(said(one));
    }
    // More than one page: what a later callback brings is read as well.
    const late = await stage.customer('后来的');
    await late.say('还有我');
    await conversationOf(stage, late, 'is served', ({ state }) => state === 'assigned');
  });
});
