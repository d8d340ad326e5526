import type { Conversation } from '../../../shared/conversation';
import type { NoticePlan, Settlement, TakenDelivery } from '../../../server/stores/records/delivery';
import { claimed, inWorld, type NewStore, stored, terms, type World } from './world';

const TEMPLATE = 'reply-template';
const AFTER = 60_000;
const notices: NoticePlan[] = [{ account: 'wx-app', template: TEMPLATE, afterMs: AFTER }];

export const noticesContract = (newStore: NewStore): void => describe('subscribe messages', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  const take = (w: World, plans: readonly NoticePlan[] = notices) =>
    w.records.outbox.take({ now: w.now, limit: 100, leaseMs: 1000, node: 'one', notices: plans });
  const settle = (w: World, d: TakenDelivery, settlement: Settlement): Promise<void> =>
    w.records.outbox.settle([{ id: d.id, attempts: d.attempts, merged: [], settlement, at: w.now }], notices);
  const comeBack = (w: World, who = 'anna') => w.say(who, 'here again', { allowance: { count: 1, seconds: 3600 } });
  const grant = (w: World, { visitor }: Conversation, late = false): Promise<boolean> => {
    const notice = late ? { notice: { id: w.id('notice'), afterMs: AFTER } } : {};
    return w.records.people.grantPermit({ key: w.id('push'), visitor, account: 'wx-app', template: TEMPLATE, count: 1, now: w.now, ...notice });
  };
  async function permits(w: World, { visitor }: Conversation): Promise<number> {
    let count = 0;
    while (await w.records.people.spendPermit(visitor, 'wx-app', TEMPLATE)) count += 1;
    return count;
  }
  /** Somebody who wrote and is allowed no answer: the next one is held. */
  async function silenced(w: World, who = 'anna'): Promise<Conversation> {
    const { conversation } = stored(await w.say(who, 'hello', { terms: terms(), allowance: { count: 0, seconds: 3600 } }));
    return claimed(await w.claim(conversation, 'li', { tell: false }));
  }
  async function called(w: World, permitsBefore = 1): Promise<{ c: Conversation; notice: TakenDelivery }> {
    const c = await silenced(w);
    for (let one = 0; one < permitsBefore; one += 1) await grant(w, c);
    await w.reply(c, 'li', 'answer');
    await take(w);
    w.now += AFTER;
    const [notice] = (await take(w)).taken;
    if (!notice) throw new Error('nobody is called');
    return { c, notice };
  }

  it('are queued with the words that become held, paid by a permit, and due after their time', async (w) => {
    const c = await silenced(w);
    await grant(w, c);
    await w.reply(c, 'li', 'one');
    await w.reply(c, 'li', 'two');
    expect((await take(w)).held).toMatchObject([{ state: 'held', notice: true }, { state: 'held', notice: true }]);
    expect(await permits(w, c)).toBe(0);
    expect((await take(w)).taken).toEqual([]);
    w.now += AFTER - 1;
    expect((await take(w)).taken).toEqual([]);
    w.now += 1;
    const { taken } = await take(w);
    expect(taken).toMatchObject([{ target: { to: 'notice', template: TEMPLATE }, conversation: c.id, attempts: 1 }]);
    if (taken[0]) await settle(w, taken[0], { state: 'sent' });
    await w.reply(c, 'li', 'three');
    expect(await take(w)).toMatchObject({ taken: [], held: [] });
  });

  it('are not queued without a permit, and not spoken of where the account has none', async (w) => {
    const c = await silenced(w);
    await w.reply(c, 'li', 'one');
    expect((await take(w)).held).toMatchObject([{ notice: false }]);
    const other = await silenced(w, 'ben');
    await grant(w, other);
    await w.reply(other, 'li', 'one');
    expect((await take(w, [{ account: 'wx-app', afterMs: 0 }, { template: TEMPLATE, afterMs: 0 }])).held[0]).not.toHaveProperty('notice');
    expect(await permits(w, other)).toBe(1);
  });

  it('stand for every account that is not named', async (w) => {
    const c = await silenced(w);
    await grant(w, c);
    await w.reply(c, 'li', 'one');
    expect((await take(w, [{ account: 'other', afterMs: 0 }, { template: TEMPLATE, afterMs: 0 }])).held).toMatchObject([{ notice: true }]);
    expect((await take(w)).taken).toMatchObject([{ target: { to: 'notice' } }]);
  });

  it('follow what the platform holds too, and the news about it says so', async (w) => {
    const { conversation } = stored(await w.say('anna', 'hello', { terms: terms(), allowance: { count: 5, seconds: 3600 } }));
    const c = claimed(await w.claim(conversation, 'li', { tell: false }));
    await grant(w, c);
    await w.reply(c, 'li', 'one');
    const [words] = (await take(w)).taken;
    if (!words) throw new Error('nothing was taken');
    const news = { id: 'news', target: { to: 'agent' as const, agent: 'li', news: { kind: 'delivery' as const, state: 'held' as const, why: '45047', seq: 2, delivery: words.id } } };
    await w.records.outbox.settle([{ id: words.id, attempts: words.attempts, merged: [], settlement: { state: 'held', why: '45047', progress: 0 }, at: w.now, news: [news] }], notices);
    const [told] = (await take(w)).taken;
    expect(told).toMatchObject({ target: { news: { kind: 'delivery', notice: true } } });
    if (told) await settle(w, told, { state: 'sent' });
    w.now += AFTER;
    expect((await take(w)).taken).toMatchObject([{ target: { to: 'notice' } }]);
  });

  it('give the permit back when they surely were not sent', async (w) => {
    const { c, notice } = await called(w, 2);
    await settle(w, notice, { state: 'failed', why: 'content:47003' });
    expect(await permits(w, c)).toBe(2);
  });

  it('forget all permits where the platform knows of none', async (w) => {
    const { c, notice } = await called(w, 3);
    await settle(w, notice, { state: 'failed', why: 'permit-spent:43101' });
    expect(await permits(w, c)).toBe(0);
  });

  it('leave the permit spent when they may have arrived, after an answer that was lost or a crash', async (w) => {
    const { c, notice } = await called(w);
    w.now += 1001;
    expect((await take(w)).lapsed).toMatchObject([{ id: notice.id, state: 'unknown', why: 'node-lost' }]);
    await settle(w, notice, { state: 'failed', why: 'content:47003' });
    expect(await permits(w, c)).toBe(0);
    expect(await w.records.outbox.resend(notice.id, w.now)).toBe(false);
  });

  it('are called off when the visitor comes back first, and the permit is his again; the next silence calls once more', async (w) => {
    const c = await silenced(w);
    await grant(w, c);
    await w.reply(c, 'li', 'one');
    await take(w);
    await comeBack(w);
    w.now += AFTER;
    const { taken } = await take(w);
    expect(taken).toMatchObject([{ target: { to: 'visitor' } }]);
    for (const one of taken) await settle(w, one, { state: 'sent' });
    expect((await w.records.outbox.list({ states: ['dropped'], limit: 5, conversation: c.id }))).toMatchObject([{ target: { to: 'notice' }, why: 'came-back' }]);
    await w.reply(c, 'li', 'two');
    expect((await take(w)).held).toMatchObject([{ notice: true }]);
    expect(await permits(w, c)).toBe(0);
  });

  it('call many who are silent, and off when all come back at once', async (w) => {
    const names = Array.from({ length: 8 }, (_, i) => `visitor${i}`);
    const all = await Promise.all(names.map((name) => silenced(w, name)));
    await Promise.all(all.map((c) => grant(w, c)));
    await Promise.all(all.map((c) => w.reply(c, 'li', 'one')));
    expect((await take(w)).held).toHaveLength(8);
    await Promise.all(names.map((name) => comeBack(w, name)));
    for (const c of all) expect(await permits(w, c)).toBe(1);
  });

  it('are queued by a permit granted while words wait, once until he comes back', async (w) => {
    const c = await silenced(w);
    await w.reply(c, 'li', 'one');
    await take(w);
    await Promise.all([grant(w, c, true), grant(w, c, true)]);
    w.now += AFTER;
    expect((await take(w)).taken).toMatchObject([{ target: { to: 'notice', template: TEMPLATE } }]);
    expect(await permits(w, c)).toBe(1);
  });

  it('are not queued by a permit while nothing waits', async (w) => {
    const c = await silenced(w);
    await grant(w, c, true);
    w.now += AFTER;
    expect((await take(w)).taken).toEqual([]);
    expect(await permits(w, c)).toBe(1);
  });

  it('go with the visitor when he is erased', async (w) => {
    const { c, notice } = await called(w, 2);
    await w.records.people.eraseVisitor(c.visitor, w.now);
    await settle(w, notice, { state: 'failed', why: 'content:47003' });
    expect(await permits(w, c)).toBe(0);
  });
});
