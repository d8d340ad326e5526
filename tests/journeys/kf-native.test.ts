import { allKept } from './kf-ledger';
import type { Customer } from './kf-people';
import { conversationOf, conversationsOf, ownedBy, readsWith, servedBy, startKfStage, switched } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe.each([{ allowEndFromAny: false }, { allowEndFromAny: true }])('微信客服: what servicers and visitors do in WeCom’s and WeChat’s own screens, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang', 'li'], kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  async function served(name: string): Promise<Customer> {
    const customer = await stage.customer(name);
    await customer.enter('sales');
    await customer.say('在吗？');
    await servedBy(stage, customer, 'wang');
    return customer;
  }
  const moves = async ({ id }: Customer) => (await stage.platform.ledger()).entries.flatMap((entry) => (entry.type === 'trans' && entry.who === id ? [[entry.from, entry.to, entry.servicer]] : []));

  test('passed on: it is the other one’s here too', async () => {
    const [customer, wang, li] = [await served('转接'), stage.servicer('wang'), stage.servicer('li')];
    await wang.passes(customer, 'li');
    const { id } = await ownedBy(stage, customer, 'li');
    const answered = await li.say(customer, '我来');
    await readsWith(customer, answered.text);
    expect(await stage.office.receipts(id)).toContainEqual(expect.objectContaining({ outcome: 'taken', cause: 'passed-natively', winner: { agent: 'li', step: -1 } }));
    expect(await moves(customer)).toEqual([[0, 3, 'wang']]);
  });

  test('ended, and written to again: it closes here, and a new one is his', async () => {
    const [customer, wang] = [await served('重开'), stage.servicer('wang')];
    await wang.say(customer, '在的');
    await wang.ends(customer);
    await conversationOf(stage, customer, 'is closed', ({ state, closeReason }) => state === 'closed' && closeReason === 'ended-natively');
    const more = await wang.say(customer, '还有一句');
    await readsWith(customer, more.text);
    await until('a new one is his', async () => (await conversationsOf(stage, customer)).length === 2);
    const { id } = await ownedBy(stage, customer, 'wang');
    await until('the word stands in it', async () => (await stage.office.transcript(id)).some(({ from, body }) => from === 'agent' && body.kind === 'text' && body.text === more.text));
    expect(await moves(customer)).toEqual([[0, 3, 'wang']]);
  });

  test('ended, and the visitor writes: a new one goes up the ladder', async () => {
    const [customer, wang] = [await served('又来'), stage.servicer('wang')];
    await wang.say(customer, '在的');
    await wang.ends(customer);
    await conversationOf(stage, customer, 'is closed', ({ state }) => state === 'closed');
    await switched(stage, 'suspended', 'wang');
    await customer.say('再问一下');
    await servedBy(stage, customer, 'li');
    expect((await conversationsOf(stage, customer)).map(({ state, agent }) => [state, agent])).toEqual([['closed', 'wang'], ['assigned', 'li']]);
    await switched(stage, 'receiving', 'wang');
  });

  test('ended before anybody answered: his words are kept for somebody', async () => {
    const [customer, wang] = [await served('没回就结束'), stage.servicer('wang')];
    await wang.ends(customer);
    await conversationOf(stage, customer, 'is closed', ({ state, closeReason }) => state === 'closed' && closeReason === 'ended-natively');
    await until('it is over in WeCom', async () => (await customer.session()).state === 4);
  });

  test('recalled by both sides: it stands in the transcript as recalled', async () => {
    const [customer, wang] = [await served('撤回'), stage.servicer('wang')];
    const his = await customer.say('写错了');
    const hers = await wang.say(customer, '也写错了');
    const { id } = await conversationOf(stage, customer, 'has both', ({ lastAgentAt }) => lastAgentAt !== undefined);
    await customer.recall(his.msgid ?? '');
    await wang.recalls(customer, hers.msgid ?? '');
    const recalled = async () => (await stage.office.transcript(id)).flatMap(({ from, recalledAt }) => (recalledAt === undefined ? [] : [from]));
    await until('both are recalled', async () => (await recalled()).length === 2);
    expect(await recalled()).toEqual(['visitor', 'agent']);
  });

  test('his messages are turned off and on: it stands in the transcript, and what he writes then arrives', async () => {
    const [customer, wang] = [await served('拒收'), stage.servicer('wang')];
    const { id } = await ownedBy(stage, customer, 'wang');
    const events = async () => (await stage.office.transcript(id)).flatMap(({ body }) => (body.kind === 'event' ? [body.event] : []));
    await wang.rejects(customer, true);
    await until('it is noted', async () => (await events()).includes('blocked'));
    await expect(customer.say('喂')).rejects.toThrow('409');
    await wang.rejects(customer, false);
    await until('it is noted', async () => (await events()).includes('unblocked'));
    await customer.say('好了');
    expect(await allKept(stage)).toBeGreaterThan(0);
  });
});
