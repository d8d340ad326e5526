import type { Customer } from './kf-people';
import { conversationOf, ownedBy, readsWith, seatedWith, servedBy, startKfStage, switched } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

const closing = '本次会话已结束，感谢您的咨询。再有问题直接发消息即可。';

describe.each([{ allowEndFromAny: false }, { allowEndFromAny: true }])('微信客服: what supervisors do here is done in WeCom, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], overflow: { kind: 'queue', maxWaitSeconds: 600 }, kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  const moves = async ({ id }: Customer) => (await stage.platform.ledger()).entries.flatMap((entry) => (entry.type === 'trans' && entry.who === id && entry.errcode === 0 ? [[entry.from, entry.to, entry.servicer]] : []));
  async function served(name: string): Promise<{ customer: Customer; id: string }> {
    const customer = await stage.customer(name);
    await customer.enter('sales');
    await customer.say('在吗？');
    return { customer, id: (await servedBy(stage, customer, 'wang')).id };
  }

  test('passed on: the session moves, and both read why', async () => {
    const { customer, id } = await served('转给李雷');
    expect(await stage.office.supervise(id, { passTo: 'li' })).toBe(200);
    await servedBy(stage, customer, 'li');
    await until('both read it in WeCom', async () => (await stage.member('wang').reads()).length === 1 && (await stage.member('li').reads()).length === 1);
    expect(await moves(customer)).toEqual([[0, 3, 'wang'], [3, 3, 'li']]);
  });

  test('ended: the session is over and he reads so', async () => {
    const { customer, id } = await served('结束他');
    expect(await stage.office.supervise(id, { end: true })).toBe(200);
    await until('it is over in WeCom', async () => (await customer.session()).state === 4);
    await readsWith(customer, closing);
    expect(await moves(customer)).toEqual([[0, 3, 'wang'], [3, 4, '']]);
    // What he says then begins anew.
    await customer.say('还有一个问题');
    expect((await ownedBy(stage, customer, 'wang')).id).not.toBe(id);
    await seatedWith(customer, 'wang');
  });

  test('ended while he waited: he reads so, and his next word begins anew', async () => {
    await switched(stage, 'stopped', 'wang', 'li', 'chen');
    const customer = await stage.customer('等着结束');
    await customer.say('有人吗？');
    await readsWith(customer, '您排在第 1 位');
    const { id } = await conversationOf(stage, customer, 'waits', ({ state }) => state === 'waiting');
    expect(await stage.office.supervise(id, { end: true })).toBe(200);
    await readsWith(customer, closing);
    await switched(stage, 'receiving', 'wang');
    await customer.say('再问一下');
    expect((await ownedBy(stage, customer, 'wang')).id).not.toBe(id);
    await seatedWith(customer, 'wang');
  });
});
