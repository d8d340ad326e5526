import { allKept } from './kf-ledger';
import { conversationOf, readsWith, servedBy, startKfStage, switched } from './kf-room';
import type { Customer } from './kf-people';
import type { Stage } from './stage';
import { until } from './until';

const place = '客服都在忙，您排在第 1 位';
const away = '现在没有客服在线。您可以直接在这里留言，客服上线后会尽快回复您。';

describe.each([{ strictState0: true }, { strictState0: false }])('微信客服: nobody receives, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([
      { key: 'sales', ladder: ['wang', 'li'], overflow: { kind: 'queue', maxWaitSeconds: 600 }, kf: {} },
      { key: 'vip', ladder: ['wang'], kf: {} },
    ]);
    await stage.platform.settings({ kf });
    await switched(stage, 'stopped', 'wang', 'li', 'chen');
  });
  afterAll(() => stage?.end());

  const moves = async ({ id }: Customer) => (await stage.platform.ledger()).entries.flatMap((entry) => (entry.type === 'trans' && entry.who === id ? [[entry.from, entry.to]] : []));
  const times = async (customer: Customer, words: string) => (await customer.reads()).filter((text) => text.includes(words)).length;

  test('he waits and reads his place; who begins to receive has him and he reads by whom', async () => {
    const customer = await stage.customer('等的人');
    expect((await customer.visitor.button('sales')).state).toMatchObject({ kind: 'queue' });
    await customer.enter('sales');
    await until('he is welcomed', async () => (await customer.notices('welcome')).length > 0);
    await customer.say('有人吗？');
    await readsWith(customer, place);
    await until('it is ours', async () => (await customer.session()).state === 1);

    const later = await customer.say('我再等等');
    await switched(stage, 'receiving', 'li');
    await servedBy(stage, customer, 'li');
    await until('he reads who came', async () => (await customer.notices('human')).some((text) => text === '李雷已接入，为您服务。'));
    expect(await stage.servicer('li').sees(customer)).toContain(later.text);
    expect(await moves(customer)).toEqual([[0, 1], [1, 3]]);
    expect(await times(customer, place)).toBe(1);
    await switched(stage, 'stopped', 'li');
  });

  test('a button that does not accept waiting: he reads that his words are kept, ops see them', async () => {
    const customer = await stage.customer('留言的人');
    await customer.enter('vip');
    await until('he is told', async () => (await customer.notices('welcome')).length > 0);
    expect(await customer.notices('welcome')).toEqual([away]);
    const left = await customer.say('请回电');
    await conversationOf(stage, customer, 'is left', ({ state }) => state === 'left');
    await until('ops see it', async () => (await stage.office.leftMessages()).some(({ entry, words }) => entry === 'vip' && words === left.text));
    await until('he reads it again for his words', async () => (await customer.reads()).includes(away));
  });

  test('each word is kept once', async () => {
    expect(await allKept(stage)).toBe(3);
  });
});
