import type { Conversation } from '../../../shared/conversation';
import type { TakenDelivery } from '../../../server/stores/records/delivery';
import { claimed, inWorld, type NewStore, stored, terms, type World } from './world';

const TEMPLATE = 'reply-template';
const MINUTE = 60_000;
const AWAY = 10 * MINUTE;
const AGAIN = 15 * MINUTE;
const AFTER = MINUTE;

export const visitsContract = (newStore: NewStore): void => describe('visits of our own page', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  /** He wrote on our own page and Li has him. */
  async function chatting(w: World, who = 'anna', entry = 'vip'): Promise<Conversation> {
    const chat = { terms: terms({ channel: 'chat', entry }), channel: 'chat' as const, scope: 'entry' as const, entry };
    return claimed(await w.claim(stored(await w.say(who, 'hello', chat)).conversation, 'li', { tell: false }));
  }
  const answer = async (w: World, c: Conversation): Promise<number> => {
    const replied = await w.reply(c, 'li', 'answer', { lookAt: w.now + AFTER, deliveries: [] });
    if (replied.kind !== 'stored') throw new Error(`not stored but ${replied.kind}`);
    return replied.message.seq;
  };
  const grant = (w: World, { visitor }: Conversation, key = w.id('push'), notice = false) => w.records.people.grantPermit({
    key, visitor, account: 'wx-app', template: TEMPLATE, count: 1, now: w.now, ...(notice && { notice: { id: w.id('notice'), afterMs: 0 } }),
  });
  const permits = async (w: World, { visitor }: Conversation): Promise<number> => (await w.records.visits.reach(visitor, 'wx-app', TEMPLATE)).permits;
  /** All that is due is looked at, by `by`. */
  async function look(w: World, by = w.records): Promise<string[]> {
    const due = await by.visits.due(w.now, 100);
    return Promise.all(due.map(({ conversation, agent = '' }) => by.visits.callBack({
      conversation, now: w.now, afterMs: AFTER, awayMs: AWAY, againMs: AGAIN, template: TEMPLATE, newDelivery: w.id('notice'),
      tell: { id: w.id('news'), target: { to: 'agent', agent, news: { kind: 'notice', state: 'none' } } },
    })));
  }
  const here = (w: World, { visitor }: Conversation, forMs = 5 * MINUTE) => w.records.visits.here([visitor], w.now, w.now + forMs);
  const left = (w: World, { visitor }: Conversation, saidUntil = w.now + 5 * MINUTE) => w.records.visits.left([visitor], { now: w.now, saidUntil, lookAt: w.now + AWAY });
  const settle = (w: World, d: TakenDelivery | undefined, settlement: Parameters<typeof w.records.outbox.settle>[0][number]['settlement']) =>
    w.records.outbox.settle([{ id: d?.id ?? '', attempts: d?.attempts ?? 0, merged: [], settlement, at: w.now }]);

  /** He is away and was called, and the message is on its way. */
  async function called(w: World): Promise<{ c: Conversation; notice: TakenDelivery | undefined }> {
    const c = await chatting(w);
    await grant(w, c);
    await answer(w, c);
    w.now += AFTER;
    expect(await look(w)).toEqual(['called']);
    return { c, notice: (await w.take())[0] };
  }

  it('count what was not read, and remember how far: never back, whatever comes late', async (w) => {
    const c = await chatting(w);
    const first = await answer(w, c);
    const second = await answer(w, c);
    await w.reply(c, 'li', 'a note', { from: 'note', deliveries: [] });
    expect(await w.records.visits.unread(c.id)).toMatchObject({ count: 2, last: { seq: second } });
    await Promise.all([first, first - 1].map((seq) => w.records.visits.read([{ conversation: c.id, seq }])));
    expect(await w.records.visits.unread(c.id)).toMatchObject({ count: 1, last: { seq: second } });
    await w.records.visits.read([{ conversation: c.id, seq: second }, { conversation: 'unknown', seq: 1 }]);
    expect(await w.records.visits.unread(c.id)).toEqual({ count: 0 });
  });

  it('lists a visitor’s own conversations with their last words, who answered, and what he has not read', async (w) => {
    const button = await w.assigned('anna', 'wang');
    await w.reply(button, 'wang', 'by the button');
    w.now += 1000;
    const c = await chatting(w);
    const seq = await answer(w, c);
    await w.reply(c, 'li', 'a note', { from: 'note', deliveries: [] });
    await w.say('anna', '', { body: { kind: 'event', event: 'x', detail: '"kind":"event"' }, scope: 'entry', entry: 'vip', channel: 'chat' });
    await chatting(w, 'ben');
    await w.say('anna', 'I wrote "kind":"event"', { scope: 'entry', entry: 'vip', channel: 'chat' });
    expect(await w.records.visits.own(c.visitor, 10)).toEqual([
      { conversation: await w.get(c), answeredBy: 'li', unread: 1, last: { at: w.now, from: 'visitor', body: { kind: 'text', text: 'I wrote "kind":"event"' } } },
      { conversation: await w.get(button), answeredBy: 'wang', last: { at: w.now - 1000, from: 'agent', body: { kind: 'text', text: 'by the button' } } },
    ]);
    await w.records.visits.read([{ conversation: c.id, seq }]);
    expect(await w.records.visits.own(c.visitor, 1)).toMatchObject([{ unread: 0 }]);
    await w.say('anna', 'taken back', { scope: 'entry', entry: 'vip', channel: 'chat', key: 'taken-back' });
    await w.records.native.recalled({ visitor: c.visitor, key: 'taken-back', at: w.now });
    expect((await w.records.visits.own(c.visitor, 1))[0]?.last?.body).toMatchObject({ text: expect.stringContaining('I wrote') });
    expect(await w.records.visits.own('nobody', 10)).toEqual([]);
  });

  it('who is away long enough with unread answers is called once, paid by his permit', async (w) => {
    const c = await chatting(w);
    await grant(w, c);
    await answer(w, c);
    expect(await w.records.visits.due(w.now + AFTER - 1, 10)).toEqual([]);
    w.now += AFTER;
    expect(await w.records.visits.due(w.now, 10)).toEqual([{ conversation: c.id, account: 'wx-app', agent: 'li' }]);
    expect(await look(w)).toEqual(['called']);
    expect([await permits(w, c), await look(w)]).toEqual([0, []]);
    const [notice] = await w.take();
    expect(notice).toMatchObject({ target: { to: 'notice', template: TEMPLATE }, conversation: c.id });
    await settle(w, notice, { state: 'sent' });
    w.now += 60 * MINUTE;
    expect(await look(w)).toEqual([]);
  });

  it('who is here, or was until lately, is not', async (w) => {
    const c = await chatting(w);
    await grant(w, c);
    await here(w, c);
    await answer(w, c);
    w.now += MINUTE;
    expect(await look(w)).toEqual(['not-now']);
    await left(w, c);
    w.now += AWAY - 1;
    expect(await look(w)).toEqual([]);
    w.now += 1;
    expect(await look(w)).toEqual(['called']);
  });

  it('a node that dies is believed until its word ends', async (w) => {
    const c = await chatting(w);
    await grant(w, c);
    await here(w, c);
    await answer(w, c);
    w.now += 5 * MINUTE + AWAY - 1;
    expect(await look(w)).toEqual(['not-now']);
    w.now += 1;
    expect(await look(w)).toEqual(['called']);
  });

  it('a node that lost his socket does not know better than another that has one', async (w) => {
    const c = await chatting(w);
    await here(w, c, 5 * MINUTE);
    await here(w, c, 6 * MINUTE);
    await left(w, c, w.now + 5 * MINUTE);
    expect((await w.records.visits.reach(c.visitor, 'wx-app')).hereUntil).toBe(w.now + 6 * MINUTE);
    await left(w, c, w.now + 6 * MINUTE);
    expect((await w.records.visits.reach(c.visitor, 'wx-app')).hereUntil).toBe(w.now);
  });

  it('who has read is left in peace', async (w) => {
    const c = await chatting(w);
    await grant(w, c);
    const seq = await answer(w, c);
    await w.records.visits.read([{ conversation: c.id, seq }]);
    w.now += AFTER - 1;
    await answer(w, c);
    w.now += 1;
    expect([await look(w), await look(w)]).toEqual([['not-now'], []]);
    w.now += AFTER - 1;
    expect(await look(w)).toEqual(['called']);
    await w.records.visits.read([{ conversation: c.id, seq: seq + 1 }]);
    w.now += AGAIN;
    await answer(w, c);
    await w.records.visits.read([{ conversation: c.id, seq: seq + 2 }]);
    w.now += AFTER;
    expect([await look(w), await look(w), await permits(w, c)]).toEqual([['not-now'], [], 0]);
  });

  it('the next call comes with new answers, and not before its time; so does one about another conversation', async (w) => {
    const c = await chatting(w);
    const other = await chatting(w, 'anna', 'sales');
    for (let i = 0; i < 3; i += 1) await grant(w, c);
    await answer(w, c);
    w.now += AFTER;
    await look(w);
    await answer(w, c);
    await answer(w, other);
    w.now += AFTER;
    expect(await look(w)).toEqual(['not-now', 'not-now']);
    w.now += AGAIN - AFTER - 1;
    expect(await look(w)).toEqual([]);
    w.now += 1;
    expect((await look(w)).sort()).toEqual(['called', 'not-now']);
    w.now += AGAIN;
    expect(await look(w)).toEqual(['called']);
    expect(await permits(w, c)).toBe(0);
  });

  it('several nodes that look at once call him once', async (w) => {
    const c = await chatting(w);
    const other = await chatting(w, 'anna', 'sales');
    for (let i = 0; i < 3; i += 1) await grant(w, c);
    await answer(w, c);
    await answer(w, other);
    w.now += AFTER;
    const nodes = [w.records, await w.another(), await w.another()];
    const looked = (await Promise.all(nodes.map((node) => look(w, node)))).flat();
    expect(looked.filter((one) => one === 'called')).toHaveLength(1);
    expect(await permits(w, c)).toBe(2);
  });

  it('without a permit the agent is told, once until the visitor is back', async (w) => {
    const c = await chatting(w);
    for (let i = 0; i < 2; i += 1) {
      await answer(w, c);
      w.now += AFTER;
      expect(await look(w)).toEqual(['cannot']);
    }
    expect((await w.sendAll()).map(({ target }) => target)).toEqual([{ to: 'agent', agent: 'li', news: { kind: 'notice', state: 'none' } }]);
    await here(w, c);
    await left(w, c);
    await answer(w, c);
    w.now += AWAY;
    expect(await look(w)).toEqual(['cannot']);
    expect(await w.sendAll()).toHaveLength(1);
  });

  it('a permit that comes later calls him to what he could not be told of; the same push again does nothing', async (w) => {
    const c = await chatting(w);
    await answer(w, c);
    w.now += AFTER;
    await look(w);
    expect(await grant(w, c, 'the-push', true)).toBe(true);
    expect(await look(w)).toEqual(['called']);
    expect(await grant(w, c, 'the-push', true)).toBe(false);
    expect([await look(w), await permits(w, c)]).toEqual([[], 0]);
  });

  it('called off when he is back before it has gone: the permit is his, and the next absence calls him', async (w) => {
    const { c, notice } = await called(w);
    await settle(w, notice, { state: 'later', dueAt: w.now + 1000, why: 'busy', progress: 0 });
    await here(w, c);
    expect(await permits(w, c)).toBe(1);
    expect(await w.records.outbox.list({ states: ['dropped'], limit: 5, conversation: c.id })).toMatchObject([{ target: { to: 'notice' }, why: 'came-back' }]);
    w.now += 1000;
    expect([await w.take(), await look(w)]).toEqual([[], ['not-now']]);
    await left(w, c);
    w.now += AWAY;
    expect(await look(w)).toEqual(['called']);
    expect(await w.take()).toHaveLength(1);
  });

  it('one that surely was not sent gives the permit back', async (w) => {
    const { c, notice } = await called(w);
    await settle(w, notice, { state: 'failed', why: 'content:47003' });
    expect(await permits(w, c)).toBe(1);
  });

  it('many come back at once', async (w) => {
    const names = Array.from({ length: 8 }, (_, i) => `visitor${i}`);
    const all = [];
    for (const name of names) all.push(await chatting(w, name));
    await Promise.all(all.map((c) => grant(w, c)));
    await Promise.all(all.map((c) => answer(w, c)));
    w.now += AFTER;
    expect(await look(w)).toEqual(all.map(() => 'called'));
    const visitors = all.map(({ visitor }) => visitor);
    await Promise.all([w.records.visits.here(visitors, w.now, w.now + MINUTE), w.records.visits.here([...visitors].reverse(), w.now, w.now + MINUTE)]);
    for (const c of all) expect(await permits(w, c)).toBe(1);
  });

  it('words on another road call off what was held there only', async (w) => {
    const c = await chatting(w);
    await grant(w, c);
    await grant(w, c);
    const { conversation } = stored(await w.say('anna', 'hello', { terms: terms(), allowance: { count: 0, seconds: 3600 } }));
    const byButton = claimed(await w.claim(conversation, 'li', { tell: false }));
    await w.reply(byButton, 'li', 'held');
    await w.records.outbox.take({ now: w.now, limit: 10, leaseMs: 1000, node: 'one', notices: [{ template: TEMPLATE, afterMs: 10 * MINUTE }] });
    await answer(w, c);
    w.now += AFTER;
    expect(await look(w)).toEqual(['called']);
    await w.say('anna', 'again', { allowance: { count: 1, seconds: 3600 } });
    expect(await permits(w, c)).toBe(1);
    expect((await w.take()).map(({ target }) => target.to).sort()).toEqual(['notice', 'visitor']);
  });

  it('go with the visitor when he is erased, and with the words when they expire', async (w) => {
    const c = await chatting(w);
    await grant(w, c);
    await answer(w, c);
    w.now += AFTER;
    await w.records.people.eraseVisitor(c.visitor, w.now);
    expect(await look(w)).toEqual([]);
    expect(await w.records.visits.callBack({ conversation: c.id, now: w.now, afterMs: 0, awayMs: 0, againMs: 0, newDelivery: 'x' })).toBe('not-now');
    await here(w, c);
    expect(await w.records.visits.reach(c.visitor, 'wx-app', TEMPLATE)).toEqual({ hereUntil: 0, permits: 0 });
    const old = await chatting(w, 'ben');
    await answer(w, old);
    await w.records.conversations.finish({ conversation: old.id, now: w.now, reason: 'done', newDelivery: w.id('d') });
    await w.records.people.expire(w.now + 1, 10);
    w.now += AFTER;
    await w.records.visits.read([{ conversation: old.id, seq: 1 }]);
    expect(await look(w)).toEqual([]);
  });
});
