import type { Conversation } from '../../../shared/conversation';
import type { NewDelivery, Settlement, TakenDelivery } from '../../../server/stores/records/delivery';
import { inWorld, MESSAGE_ALLOWANCE, type NewStore, START, stored, terms, type World } from './world';

const toAgent = (id: string, agent = 'li', over: Partial<NewDelivery> = {}): NewDelivery =>
  ({ id, target: { to: 'agent', agent, news: { kind: 'answer', code: id, values: {} } }, ...over });
const ids = (deliveries: readonly { id: string }[]): string[] => deliveries.map((d) => d.id);
const settle = (w: World, d: TakenDelivery, settlement: Settlement, news: NewDelivery[] = []): Promise<void> =>
  w.records.outbox.settle([{ id: d.id, attempts: d.attempts, merged: d.merged.map((one) => one.id), settlement, at: w.now, news }]);
const only = (taken: readonly TakenDelivery[]): TakenDelivery => {
  const [one, ...more] = taken;
  if (one === undefined || more.length > 0) throw new Error(`${taken.length} deliveries instead of one`);
  return one;
};

export const outboxContract = (newStore: NewStore): void => describe('outbox', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  it('takes a lane in order, one at a time, and lanes beside each other', async (w) => {
    await w.records.outbox.add([toAgent('a1', 'a'), toAgent('b1', 'b'), toAgent('a2', 'a'), toAgent('a3', 'a')], w.now);
    const first = await w.take();
    expect(ids(first).sort()).toEqual(['a1', 'b1']);
    expect(first[0]).toMatchObject({ state: 'taken', attempts: 1, createdAt: START, merged: [] });
    expect(await w.take()).toEqual([]);
    for (const d of first) await settle(w, d, { state: 'sent' });
    expect(ids(await w.sendAll())).toEqual(['a2', 'a3']);
    expect(await w.records.outbox.counts()).toMatchObject({ sent: 4, pending: 0, taken: 0 });
  });

  it('is not due again while its head is under way', async (w) => {
    await w.records.outbox.add([toAgent('one'), toAgent('two')], w.now);
    const first = only(await w.take());
    expect(await w.take()).toEqual([]);
    await w.records.outbox.add([toAgent('three')], w.now);
    expect(await w.take()).toEqual([]);
    await settle(w, first, { state: 'sent' });
    expect(ids(await w.take())).toEqual(['two']);
  });

  it('takes at most as many as asked for', async (w) => {
    await w.records.outbox.add(Array.from({ length: 10 }, (_, i) => toAgent(`d${i}`, `agent-${i}`)), w.now);
    expect(await w.take({ limit: 3 })).toHaveLength(3);
    expect(await w.take({ limit: 100 })).toHaveLength(7);
  });

  it('writes an id once, also 20 times at once', async (w) => {
    const other = await w.another();
    await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? other : w.records).outbox.add([toAgent('same')], w.now)));
    expect(ids(await w.sendAll())).toEqual(['same']);
  });

  it('gives no delivery to two nodes', async (w) => {
    const other = await w.another();
    await w.records.outbox.add(Array.from({ length: 200 }, (_, i) => toAgent(`d${i}`, `agent-${i % 40}`)), w.now);
    const seen: string[] = [];
    for (let round = 0; seen.length < 200 && round < 100; round += 1) {
      const both = await Promise.all([w.records, other].map((records, i) => records.outbox.take({ now: w.now, limit: 30, leaseMs: 30_000, node: `${i}` })));
      const lanes = both.flatMap((one) => one.taken.map((d) => d.lane));
      expect(new Set(lanes).size).toBe(lanes.length);
      const taken = both.flatMap((one) => one.taken);
      seen.push(...ids(taken));
      await other.outbox.settle(taken.map((d) => ({ id: d.id, attempts: d.attempts, merged: [], settlement: { state: 'sent' }, at: w.now })));
    }
    expect(new Set(seen).size).toBe(200);
    expect(seen).toHaveLength(200);
  });

  it('waits for what is not due yet', async (w) => {
    await w.records.outbox.add([toAgent('later', 'li', { dueAt: START + 5000 }), toAgent('behind')], w.now);
    w.now += 4999;
    expect(await w.take()).toEqual([]);
    w.now += 1;
    expect(ids(await w.sendAll())).toEqual(['later', 'behind']);
    expect(await w.take()).toEqual([]);
  });

  it('tries again later, before what came after it (G8)', async (w) => {
    await w.records.outbox.add([toAgent('one'), toAgent('two')], w.now);
    await settle(w, only(await w.take()), { state: 'later', dueAt: START + 60_000, why: 'busy', progress: 0 });
    expect(await w.take()).toEqual([]);
    expect(await w.records.outbox.list({ states: ['pending'], limit: 10 })).toMatchObject([{ id: 'two' }, { id: 'one', why: 'busy', dueAt: START + 60_000, agent: 'li' }]);
    w.now += 60_000;
    const again = only(await w.take());
    expect(again).toMatchObject({ id: 'one', attempts: 2 });
    await settle(w, again, { state: 'failed', why: 'refused' });
    expect(ids(await w.sendAll())).toEqual(['two']);
    expect(await w.records.outbox.list({ states: ['failed'], limit: 10 })).toMatchObject([{ id: 'one', why: 'refused' }]);
  });

  it('keeps one pending delivery per merge key', async (w) => {
    await w.records.outbox.add([toAgent('one', 'li', { mergeKey: 'waiting:li' })], w.now);
    await w.records.outbox.add([toAgent('two', 'li', { mergeKey: 'waiting:li' }), toAgent('other', 'wang', { mergeKey: 'waiting:wang' })], w.now);
    expect(ids(await w.sendAll()).sort()).toEqual(['one', 'other']);
    await w.records.outbox.add([toAgent('three', 'li', { mergeKey: 'waiting:li' })], w.now);
    expect(ids(await w.sendAll())).toEqual(['three']);
  });

  it('merges neighbouring texts of one conversation, up to ten, and nothing else', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.sendAll();
    for (let i = 0; i < 12; i += 1) await w.say('anna', `${i}`);
    await w.say('anna', '', { body: { kind: 'image', mediaId: 'm' } });
    await w.say('anna', 'after');
    const sizes: number[] = [];
    for (let taken = await w.take(); taken.length > 0; taken = await w.take()) {
      sizes.push(1 + only(taken).merged.length);
      await settle(w, only(taken), { state: 'sent' });
    }
    expect(sizes).toEqual([10, 2, 1, 1]);
    expect((await w.records.outbox.counts()).sent).toBe(2 + 14);
    expect((await w.get(mine)).seq).toBe(2 + 14);
  });

  it('does not merge words of different conversations', async (w) => {
    await w.assigned('anna', 'li');
    await w.assigned('ben', 'li');
    await w.sendAll();
    await w.say('anna', '1');
    await w.say('ben', '2');
    await w.say('anna', '3');
    expect((await w.sendAll()).map((d) => d.merged)).toEqual([[], [], []]);
  });

  it('gives merged words back together when sending is put off', async (w) => {
    await w.assigned('anna', 'li');
    await w.sendAll();
    await w.say('anna', '1');
    await w.say('anna', '2');
    const first = only(await w.take());
    await settle(w, first, { state: 'later', dueAt: START + 1000, why: 'busy', progress: 0 });
    w.now += 1000;
    expect(only(await w.take())).toMatchObject({ id: first.id, merged: first.merged });
  });

  it('becomes unknown once when the lease runs out, and is never sent again by itself', async (w) => {
    const mine = await w.assigned('anna', 'li', { tell: false });
    await w.reply(mine, 'li', 'hi');
    await w.reply(mine, 'li', 'again');
    const lost = only(await w.take({ leaseMs: 30_000 }));
    w.now += 30_000;
    const other = await w.another();
    const both = await Promise.all([w.records, other].map((records) => records.outbox.take({ now: w.now, limit: 10, leaseMs: 30_000, node: 'two' })));
    expect(both.flatMap((one) => one.lapsed)).toMatchObject([{ id: lost.id, state: 'unknown' }]);
    const taken = [...both.flatMap((one) => one.taken), ...(await w.take())];
    expect(taken.map((d) => d.target)).toEqual([{ to: 'visitor', seq: mine.seq + 2 }]);
    await settle(w, lost, { state: 'sent' });
    expect(await w.records.outbox.list({ states: ['unknown'], limit: 10 })).toMatchObject([{ id: lost.id, why: 'node-lost', visitor: mine.visitor }]);
    expect(await w.records.conversations.since(mine.id, mine.seq, 1)).toMatchObject([{ delivery: { state: 'unknown', why: 'node-lost' } }]);
  });

  it('is sent again by hand, once, from failed or unknown only', async (w) => {
    await w.records.outbox.add([toAgent('one')], w.now);
    expect(await w.records.outbox.resend('one', w.now)).toBe(false);
    const taken = only(await w.take());
    expect(await w.records.outbox.resend('one', w.now)).toBe(false);
    await settle(w, taken, { state: 'unknown', why: 'timeout' });
    expect(await w.take()).toEqual([]);
    const other = await w.another();
    const results = await Promise.all([w.records.outbox.resend('one', w.now), other.outbox.resend('one', w.now)]);
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(ids(await w.sendAll())).toEqual(['one']);
    expect(await w.records.outbox.resend('one', w.now)).toBe(false);
    expect(await w.records.outbox.resend('unknown', w.now)).toBe(false);
  });

  it('settles each delivery once, and writes the news that follow once', async (w) => {
    await w.records.outbox.add([toAgent('one')], w.now);
    const taken = only(await w.take());
    await settle(w, taken, { state: 'failed', why: 'x' }, [toAgent('news', 'wang')]);
    await settle(w, taken, { state: 'sent' }, [toAgent('other news', 'wang')]);
    expect(ids(await w.sendAll())).toEqual(['news']);
    expect(await w.records.outbox.counts()).toMatchObject({ failed: 1, sent: 1 });
  });

  describe('allowance on contact', () => {
    const metered = async (w: World, count = 5): Promise<Conversation> => {
      await w.enter('anna');
      const { conversation } = stored(await w.say('anna', 'hello', { allowance: { ...MESSAGE_ALLOWANCE, count } }));
      await w.claim(conversation, 'li', { tell: false });
      return w.get(conversation);
    };
    const left = async (w: World, c: Conversation): Promise<number | undefined> => (await w.records.people.allowance(c.visitor, c.account))?.left;
    const reply = (w: World, c: Conversation, parts: number, system = false): ReturnType<World['reply']> =>
      w.reply(c, 'li', 'text', { from: system ? 'system' : 'agent', deliveries: [{ id: w.id('delivery'), target: { to: 'visitor', seq: 0 }, parts, system }] });

    it('is spent a part each; what waits is spoken for', async (w) => {
      const c = await metered(w);
      expect(await left(w, c)).toBe(5);
      await reply(w, c, 3);
      expect(await left(w, c)).toBe(2);
      await w.sendAll();
      expect(await left(w, c)).toBe(2);
    });

    it('is given back for what did not go', async (w) => {
      const c = await metered(w);
      await reply(w, c, 3);
      await settle(w, only(await w.take()), { state: 'later', dueAt: w.now, why: 'busy', progress: 1 });
      expect(await left(w, c)).toBe(2);
      expect(only(await w.take())).toMatchObject({ progress: 1, parts: 3 });
      expect(await left(w, c)).toBe(2);
    });

    it('holds what it does not reach for, with all behind it, and tells so once', async (w) => {
      const c = await metered(w, 2);
      await reply(w, c, 3);
      await reply(w, c, 1);
      const { taken, held } = await w.records.outbox.take({ now: w.now, limit: 10, leaseMs: 1000, node: 'one' });
      expect(taken).toEqual([]);
      expect(held).toMatchObject([{ state: 'held', why: 'allowance', target: { seq: c.seq + 1 } }, { state: 'held', target: { seq: c.seq + 2 } }]);
      expect((await w.records.outbox.take({ now: w.now, limit: 10, leaseMs: 1000, node: 'one' })).held).toEqual([]);
      expect(await reply(w, c, 1)).toMatchObject({ message: { delivery: { state: 'held', why: 'allowance' } } });
      await w.say('anna', 'yes?', { allowance: MESSAGE_ALLOWANCE });
      expect((await w.sendAll()).map((d) => d.parts)).toEqual([3, 1, 1]);
      expect(await left(w, c)).toBe(0);
    });

    it('is never spent to the last by a text nobody typed', async (w) => {
      const c = await metered(w, 1);
      await reply(w, c, 1, true);
      await reply(w, c, 1);
      const { taken, held } = await w.records.outbox.take({ now: w.now, limit: 10, leaseMs: 1000, node: 'one' });
      expect([taken.map((d) => d.target), held]).toEqual([[{ to: 'visitor', seq: c.seq + 2 }], []]);
      expect(await w.records.conversations.since(c.id, c.seq, 1)).toMatchObject([{ delivery: { state: 'dropped', why: 'allowance' } }]);
    });

    it('does not make a text nobody typed wait for the next word, when it would be out of place', async (w) => {
      const c = await metered(w, 1);
      await reply(w, c, 2);
      await reply(w, c, 1, true);
      expect(await w.take()).toEqual([]);
      expect(await reply(w, c, 1, true)).toMatchObject({ message: { delivery: { state: 'dropped' } } });
      await w.say('anna', 'yes?', { allowance: MESSAGE_ALLOWANCE });
      expect((await w.sendAll()).map((d) => d.parts)).toEqual([2]);
    });

    it('counts as spent when the platform says so', async (w) => {
      const c = await metered(w);
      await reply(w, c, 2);
      await settle(w, only(await w.take()), { state: 'held', why: '45047', progress: 1 });
      expect(await left(w, c)).toBe(0);
      expect(await w.records.conversations.since(c.id, c.seq, 1)).toMatchObject([{ delivery: { state: 'held', why: '45047' } }]);
      await w.say('anna', 'yes?', { allowance: MESSAGE_ALLOWANCE });
      expect(only(await w.take())).toMatchObject({ progress: 1, parts: 2 });
      expect(await left(w, c)).toBe(4);
    });

    it('is over after its time', async (w) => {
      const c = await metered(w);
      w.now += MESSAGE_ALLOWANCE.seconds * 1000;
      await reply(w, c, 1);
      expect(await w.take()).toEqual([]);
      expect((await w.records.outbox.counts()).held).toBe(1);
    });

    it('does not concern other channels', async (w) => {
      const { conversation } = await w.enter('anna', { scope: 'entry', terms: terms({ channel: 'chat' }) });
      await w.claim(conversation, 'li', { tell: false });
      await reply(w, conversation, 9);
      expect(await w.take()).toHaveLength(1);
    });
  });

  it('lists newest first, page by page', async (w) => {
    const mine = await w.assigned('anna', 'li');
    await w.records.outbox.add(Array.from({ length: 5 }, (_, i) => toAgent(`d${i}`)), w.now);
    expect(ids(await w.records.outbox.list({ states: ['pending', 'failed'], limit: 2 }))).toEqual(['d4', 'd3']);
    expect(ids(await w.records.outbox.list({ states: ['pending'], limit: 2, before: 'd3' }))).toEqual(['d2', 'd1']);
    expect(await w.records.outbox.list({ states: ['pending'], limit: 10, conversation: mine.id })).toMatchObject([{ conversation: mine.id }, { conversation: mine.id }]);
    expect(await w.records.outbox.list({ states: [], limit: 10 })).toEqual([]);
  });
});
