import { conversationOf, readsWith, startKfStage, switched } from './kf-room';
import type { Stage } from './stage';
import { until } from './until';

describe.each([{ strictState0: true }, { strictState0: false }])('微信客服 takes a message and fails it later, %j', (kf) => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startKfStage([{ key: 'sales', ladder: ['wang'], overflow: { kind: 'queue', maxWaitSeconds: 600 }, kf: {} }]);
    await stage.platform.settings({ kf });
    await switched(stage, 'stopped', 'wang', 'li', 'chen');
  });
  afterAll(() => stage?.end());

  test('ops see that it failed, and why, and it is not sent again', async () => {
    const customer = await stage.customer('拒收的人');
    // Who comes by the list of chats has no welcome, so his place is an ordinary message.
    await stage.platform.kf.sendFails(10);
    await customer.say('有人吗？');
    const { id } = await conversationOf(stage, customer, 'waits', ({ state }) => state === 'waiting');
    const [failed] = await until('ops see it', async () => {
      const found = await stage.office.deliveries('failed');
      return found.length > 0 && found;
    });
    expect(failed).toMatchObject({ to: 'visitor', conversation: id, why: 'kf-fail:10', attempts: 1 });
    expect(failed?.words?.zh).toContain('拒收');
    await stage.office.idle();
    const { entries } = await stage.platform.ledger();
    expect(entries.flatMap((entry) => (entry.type === 'accepted' && entry.api === 'kf/send_msg' ? [entry.shown] : []))).toEqual([false]);
    expect((await stage.office.transcript(id)).find(({ from, body }) => from === 'system' && body.kind === 'text')?.delivery).toMatchObject({ state: 'failed' });

    const other = await stage.customer('别的人');
    await other.say('有人吗？');
    await readsWith(other, '您排在第 2 位');
  });

  test.each(['before', 'after'])('cut off %s it was carried out: it is unknown, and sending it again does not double it', async (when) => {
    const customer = await stage.customer(`断线 ${when}`);
    await stage.platform.apiFault({ path: '/cgi-bin/kf/send_msg', platform: 'wecom', kind: when === 'before' ? 'cut-before' : 'cut-after-accept' });
    await customer.say('有人吗？');
    const { id } = await conversationOf(stage, customer, 'waits', ({ state }) => state === 'waiting');
    const unsure = await until('ops see it', async () => (await stage.office.deliveries('unknown')).find(({ conversation }) => conversation === id));
    expect(await customer.reads()).toHaveLength(when === 'before' ? 0 : 1);
    expect(await stage.office.resend(unsure.id)).toBe(204);
    await readsWith(customer, '客服都在忙');
    await stage.office.idle();
    expect(await customer.reads()).toHaveLength(1);
    const known = (await stage.office.deliveries(when === 'before' ? 'sent' : 'unknown')).find((one) => one.id === unsure.id);
    expect(known?.attempts).toBe(2);
  });

  test('cut off, and then told that it failed: it is unknown no more', async () => {
    const customer = await stage.customer('断线又失败');
    await stage.platform.apiFault({ path: '/cgi-bin/kf/send_msg', platform: 'wecom', kind: 'cut-after-accept' });
    await stage.platform.kf.sendFails(10);
    await customer.say('有人吗？');
    const { id } = await conversationOf(stage, customer, 'waits', ({ state }) => state === 'waiting');
    const failed = await until('ops see it', async () => (await stage.office.deliveries('failed')).find(({ conversation }) => conversation === id));
    expect(failed).toMatchObject({ why: 'kf-fail:10', attempts: 1 });
    expect((await stage.office.deliveries('unknown')).filter(({ conversation }) => conversation === id)).toEqual([]);
  });

  test('told that it failed before the sending is answered: it is not forgotten', async () => {
    const customer = await stage.customer('失败先到');
    stage.back.watch = async ({ path, phase }) => {
      if (!path.endsWith('/kf/send_msg') || phase !== 'answered') return;
      stage.back.watch = () => undefined;
      await until('the server has heard that it failed', () => stage.nodes[0]?.printed().includes('a delivery that failed is not known as sent yet'));
    };
    await stage.platform.kf.sendFails(10);
    await customer.say('有人吗？');
    const { id } = await conversationOf(stage, customer, 'waits', ({ state }) => state === 'waiting');
    await until('ops see it', async () => (await stage.office.deliveries('failed')).some(({ conversation, why }) => conversation === id && why === 'kf-fail:10'));
  });
});
