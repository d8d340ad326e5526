import type { Conversation } from '../../../shared/conversation';
import { inWorld, type NewStore, receipt, START, stored, terms, type World } from './world';

export const queueContract = (newStore: NewStore): void => describe('queue and deadlines', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));
  const queued = async (w: World, c: Conversation, waitUntil = w.now + 600_000): Promise<boolean> =>
    w.records.conversations.queued({ conversation: c.id, version: c.version, now: w.now, waitUntil, receipt: receipt({ outcome: 'queued' }) });
  const enterAt = async (w: World, visitor: string, at: number, entry = 'vip', priority = 0): Promise<Conversation> =>
    (await w.enter(visitor, { now: at, at, terms: terms({ entry, priority, ageingSeconds: 120 }) })).conversation;

  it('goes by effective priority, then by who waits longest (C1, C15)', async (w) => {
    const old = await enterAt(w, 'old', START);
    const newer = await enterAt(w, 'newer', START + 60_000);
    const high = await enterAt(w, 'high', START + 130_000, 'vip', 1);
    const ids = async (now: number): Promise<string[]> => (await w.records.conversations.waiting({ now, limit: 10 })).map((one) => one.id);
    expect(await ids(START + 140_000)).toEqual([old.id, high.id, newer.id]);
    expect(await ids(START + 180_000)).toEqual([old.id, newer.id, high.id]);
    expect(await ids(START + 250_000)).toEqual([old.id, high.id, newer.id]);
    expect(await w.records.conversations.waiting({ now: START + 240_000, limit: 1 })).toEqual([
      { id: old.id, entry: 'vip', version: 1, effectivePriority: 2, waitingSince: START },
    ]);
    expect([await w.records.conversations.place(old.id, START + 140_000), await w.records.conversations.place(high.id, START + 140_000), await w.records.conversations.place(newer.id, START + 140_000)]).toEqual([1, 2, 3]);
  });

  it('lets a fresh high one go before those who waited less than the ageing time', async (w) => {
    const normal = await enterAt(w, 'normal', START);
    const high = await enterAt(w, 'high', START + 1000, 'vip', 1);
    expect((await w.records.conversations.waiting({ now: START + 2000, limit: 10 })).map((one) => one.id)).toEqual([high.id, normal.id]);
  });

  it('counts and restricts by entry, and knows only who waits', async (w) => {
    const vip = await enterAt(w, 'a', START);
    const sales = await enterAt(w, 'b', START, 'sales');
    await enterAt(w, 'c', START + 1, 'sales');
    await w.claim(vip, 'li');
    expect(await w.records.conversations.waitingCounts()).toEqual({ sales: 2 });
    expect(await w.records.conversations.waiting({ now: START, limit: 10, entries: ['vip'] })).toEqual([]);
    expect(await w.records.conversations.waiting({ now: START, limit: 10, entries: ['vip', 'sales', 'other'] })).toHaveLength(2);
    expect(await w.records.conversations.waiting({ now: START, limit: 10, entries: [] })).toEqual([]);
    expect(await w.records.conversations.place(vip.id, START)).toBeUndefined();
    expect(await w.records.conversations.place(sales.id, START)).toBe(1);
    expect(await w.records.conversations.place('unknown', START)).toBeUndefined();
  });

  it('keeps the place of who comes back (C10)', async (w) => {
    await enterAt(w, 'a', START);
    const b = await enterAt(w, 'b', START + 1000);
    await enterAt(w, 'c', START + 2000);
    await enterAt(w, 'b', START + 3000);
    expect(await w.records.conversations.place(b.id, START + 3000)).toBe(2);
  });

  it('queues only what waits in this version', async (w) => {
    const c = await enterAt(w, 'a', START);
    expect(await queued(w, { ...c, version: 7 })).toBe(false);
    expect(await queued(w, c)).toBe(true);
    expect((await w.get(c)).waitUntil).toBe(START + 600_000);
    await w.claim(c, 'li');
    expect(await queued(w, await w.get(c))).toBe(false);
    expect((await w.get(c)).waitUntil).toBeUndefined();
  });

  it('names what runs out, each at its time', async (w) => {
    const why = async (now: number): Promise<string[]> => (await w.records.conversations.overdue(now, 86_400_000, 10)).map((one) => one.why);
    expect(await why(START + 100 * 86_400_000)).toEqual([]);
    const c = await enterAt(w, 'a', START);
    expect([await why(START + 119_999), await why(START + 120_000)]).toEqual([[], ['silent']]);

    await queued(w, c);
    // Who wrote nothing goes by silence, in the queue too.
    expect([await why(START + 119_999), await why(START + 120_000)]).toEqual([[], ['silent']]);
    const b = await enterAt(w, 'b', START);
    stored(await w.say('b', 'hello'));
    await queued(w, await w.get(b));
    expect([await why(START + 599_999), await why(START + 600_000)]).toEqual([['silent'], ['wait', 'silent']]);
    await w.records.conversations.finish({ conversation: b.id, now: w.now, reason: 'done', newDelivery: 'e' });

    w.now = START + 10_000;
    await w.claim(c, 'li');
    expect([await why(START + 129_999), await why(START + 130_000)]).toEqual([[], ['silent']]);

    w.now = START + 20_000;
    stored(await w.say('a', 'hello'));
    expect([await why(START + 79_999), await why(START + 80_000)]).toEqual([[], ['ring']]);

    await w.reply(c, 'li', 'hi');
    expect([await why(START + 3_619_999), await why(START + 3_620_000)]).toEqual([[], ['idle']]);

    w.now = START + 30_000;
    stored(await w.say('a', 'one more'));
    expect([await why(START + 86_429_999), await why(START + 86_430_000)]).toEqual([[], ['unanswered']]);

    // A timer that rang a moment ago has no reason any more once a word came between.
    const due = { why: 'idle' as const, unansweredMs: 86_400_000 };
    const { version } = await w.get(c);
    expect((await w.records.conversations.finish({ conversation: c.id, version, onlyIf: due, now: START + 9_000_000, reason: 'idle', newDelivery: 'f' })).kind).toBe('moved');
    const missed = { conversation: c.id, version, now: START + 9_000_000, cause: 'missed-ring', missed: true, missesBeforePause: 5, newDelivery: 'g' };
    expect((await w.records.conversations.release({ ...missed, onlyIf: { why: 'ring', unansweredMs: 0 } })).kind).toBe('moved');
    await w.records.conversations.finish({ conversation: c.id, now: w.now, reason: 'done', newDelivery: 'd' });
    expect(await why(START + 1e9)).toEqual([]);
  });

  it('answers at most as many as asked for, and only what is overdue', async (w) => {
    for (let i = 0; i < 5; i += 1) await enterAt(w, `v${i}`, START + i * 1000);
    const found = await w.records.conversations.overdue(START + 123_000, 1, 3);
    expect(found.map((one) => one.conversation.openedAt)).toEqual([START, START + 1000, START + 2000]);
  });

  it('lists and finds', async (w) => {
    const a = await enterAt(w, 'a', START);
    const b = await enterAt(w, 'b', START + 1000, 'sales');
    const c = await enterAt(w, 'c', START + 1000);
    await w.claim(a, 'li');
    const ids = async (filter: Partial<Parameters<typeof w.records.conversations.list>[0]>): Promise<string[]> =>
      (await w.records.conversations.list({ limit: 10, ...filter })).map((one) => one.id);
    const all = await ids({});
    expect(all[2]).toBe(a.id);
    expect(await ids({ limit: 1, before: all[0] ?? '' })).toEqual([all[1]]);
    expect(await ids({ before: all[1] ?? '' })).toEqual([a.id]);
    expect(await ids({ state: 'assigned' })).toEqual([a.id]);
    expect(await ids({ agent: 'li', entry: 'vip' })).toEqual([a.id]);
    expect(await ids({ entry: 'sales' })).toEqual([b.id]);
    expect(await ids({ visitor: c.visitor })).toEqual([c.id]);
    expect(await ids({ from: START, to: START + 1000 })).toEqual([a.id]);
    expect((await w.records.conversations.find([a.id, c.id, 'unknown'])).map((one) => one.id).sort()).toEqual([a.id, c.id].sort());
    expect(await w.records.conversations.find([])).toEqual([]);
    expect(await w.records.conversations.get('unknown')).toBeUndefined();
  });
});
