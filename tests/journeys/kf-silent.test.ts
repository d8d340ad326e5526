import { allKept } from './kf-ledger';
import type { Customer } from './kf-people';
import { conversationOf, ownedBy, readsWith, servedBy, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe.each([{ allowEndFromAny: false }, { allowEndFromAny: true }])('微信客服: a servicer who does not answer, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([
      { key: 'sales', ladder: ['wang', 'li'], ringSeconds: 1, overflow: { kind: 'queue', maxWaitSeconds: 600 }, kf: {} },
      { key: 'calm', ladder: ['wang', 'li'], ringSeconds: 60, kf: {} },
      { key: 'vip', ladder: ['chen'], ringSeconds: 1, kf: {} },
    ]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  const moves = async ({ id }: Customer) => (await stage.platform.ledger()).entries.flatMap((entry) => (entry.type === 'trans' && entry.who === id ? [[entry.from, entry.to, entry.servicer]] : []));
  const marked = (conversation: string) => async () => (await stage.office.transcript(conversation)).some(({ body }) => body.kind === 'event' && body.event === 'nobody-answered');

  test('the next of the ladder has him; when that one is silent too he stays there, and it is marked', async () => {
    const customer = await stage.customer('没人理');
    await customer.enter('sales');
    await customer.say('在吗？');
    const { id } = await servedBy(stage, customer, 'li');
    await until('both read in WeCom why', async () => {
      const [former, next] = await Promise.all([stage.member('wang').reads(), stage.member('li').reads()]);
      return former.length === 1 && next.length === 1;
    });
    await until('it is marked', marked(id));
    await until('supervisors hear of it', async () => stage.nodes[0]?.printed().includes('nobody-answered:sales') === true);
    await conversationOf(stage, customer, 'waits', ({ state }) => state === 'waiting');
    expect(await customer.session()).toMatchObject({ state: 3, servicer: 'li' });

    // Who answers at last has him.
    const answered = await stage.servicer('li').say(customer, '抱歉久等');
    await readsWith(customer, answered.text);
    await ownedBy(stage, customer, 'li');
    expect(await moves(customer)).toEqual([[0, 3, 'wang'], [3, 3, 'li']]);
  });

  test('the first one answers in time: he keeps him', async () => {
    const customer = await stage.customer('有人理');
    await customer.enter('calm');
    await customer.say('在吗？');
    expect((await servedBy(stage, customer, 'wang')).ringAt).toBeDefined();
    await stage.servicer('wang').say(customer, '在的');
    await conversationOf(stage, customer, 'rings no more', ({ agent, ringAt, firstReplyAt }) => agent === 'wang' && ringAt === undefined && firstReplyAt !== undefined);
  });

  test('a button that keeps messages: the chat ends with a word to him, and ops see what he said', async () => {
    const customer = await stage.customer('留下话');
    await customer.enter('vip');
    const said = await customer.say('请回电');
    const { id } = await conversationOf(stage, customer, 'is left', ({ state }) => state === 'left');
    await until('it is over in WeCom', async () => (await customer.session()).state === 4);
    expect(await until('he reads why', async () => (await customer.notices('closing'))[0])).toContain('您的留言已记下');
    expect(await stage.office.leftMessages()).toContainEqual(expect.objectContaining({ conversation: id, words: said.text }));
    expect(await moves(customer)).toEqual([[0, 3, 'chen'], [3, 4, '']]);
    expect(await allKept(stage)).toBe(5);
  });
});
