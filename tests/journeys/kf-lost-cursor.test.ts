import { allKept } from './kf-ledger';
import { conversationsOf, ownedBy, readsWith, servedBy, startKfStage } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe.each([{ lostCursorErrcode: 40058 }, { lostCursorErrcode: 0 }])('微信客服: WeCom knows our cursor no more, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], kf: {} }]);
    await stage.platform.settings({ kf });
  });
  afterAll(() => stage?.end());

  test('all is told again and nothing done again; what is new is heard', async () => {
    const [customer, wang] = [await stage.customer('老客'), stage.servicer('wang')];
    await customer.enter('sales');
    await readsWith(customer, '王芳');
    await customer.say('在吗？');
    await servedBy(stage, customer, 'wang');
    const answered = await wang.say(customer, '在的');
    const taken = await customer.say('写错了');
    await customer.recall(taken.msgid ?? '');
    await wang.ends(customer);
    await until('it is over', async () => (await conversationsOf(stage, customer)).every(({ state }) => state === 'closed'));
    const [first] = await conversationsOf(stage, customer);
    const before = { reads: await customer.reads(), first };

    await stage.platform.kf.forgetCursors();
    // Where WeCom does not say so, it takes a few hints that nothing comes of.
    const again = [await customer.say('我又来了')];
    for (const text of ['在吗？', '有人吗？', '喂？']) {
      const asked = stage.back.count('/kf/sync_msg');
      again.push(await customer.say(text));
      await until('the hint is followed', () => stage.back.count('/kf/sync_msg') > asked);
    }
    await until('a new one has begun', async () => (await conversationsOf(stage, customer)).length === 2);
    const { id } = await ownedBy(stage, customer, 'wang');
    expect(await allKept(stage)).toBe(7);
    expect((await stage.office.transcript(id)).flatMap(({ from, body }) => (from === 'visitor' && body.kind === 'text' ? [body.text] : []))).toEqual(again.map(({ text }) => text));
    expect((await conversationsOf(stage, customer))[0]).toEqual(before.first);
    expect(await customer.reads()).toEqual(before.reads);
    expect(before.reads).toContain(answered.text);
    const { entries } = await stage.platform.ledger();
    expect(entries.flatMap((entry) => (entry.type === 'trans' ? [[entry.from, entry.to]] : []))).toEqual([[0, 3], [0, 3]]);
    // It was told again indeed.
    expect(entries.flatMap((entry) => (entry.type === 'item' && entry.msgid === taken.msgid ? [entry.syncs] : []))).toEqual([2]);
  });
});
