import type { NewDelivery, Settlement, TakenDelivery } from '../../../server/stores/records/delivery';
import { inWorld, type NewStore, START, type World } from './world';

const toAgent = (id: string, agent = 'li'): NewDelivery => ({ id, target: { to: 'agent', agent, news: { kind: 'answer', code: id, values: {} } } });
const ids = (deliveries: readonly { id: string }[]): string[] => deliveries.map((d) => d.id);
const settle = (w: World, d: TakenDelivery, settlement: Settlement): Promise<void> =>
  w.records.outbox.settle([{ id: d.id, attempts: d.attempts, merged: d.merged.map((one) => one.id), settlement, at: w.now }]);
const only = (taken: readonly TakenDelivery[]): TakenDelivery => {
  const [one, ...more] = taken;
  if (one === undefined || more.length > 0) throw new Error(`${taken.length} deliveries instead of one`);
  return one;
};
const MINUTE = 61_000;

export const sendingContract = (newStore: NewStore): void => describe('outbox to agents', () => {
  const it = (name: string, test: Parameters<typeof inWorld>[1]): void => global.it(name, inWorld(newStore, test));

  describe('so many in a minute', () => {
    const many = (w: World, count: number, agent = 'li'): Promise<void> =>
      w.records.outbox.add(Array.from({ length: count }, (_, i) => toAgent(`${agent}-${i}`, agent)), w.now);
    /** Sends as two nodes would, until nothing more may go. */
    const send = async (w: World, perMinute: number): Promise<number> => {
      const nodes = [w.records, await w.another()];
      for (let sent = 0, turn = 0; ; turn += 1) {
        const { taken } = await (nodes[turn % 2] ?? w.records).outbox.take({ now: w.now, limit: 10, leaseMs: 30_000, node: `${turn}`, perMinute });
        if (taken.length === 0) return sent;
        for (const d of taken) await settle(w, d, { state: 'sent' });
        sent += taken.length;
      }
    };

    it('leave for one agent, over nodes; the rest waits until the oldest is a minute old', async (w) => {
      await many(w, 8);
      await many(w, 2, 'wang');
      expect(await send(w, 5)).toBe(5 + 2);
      expect(await w.records.outbox.list({ states: ['pending'], limit: 1, before: 'li-6' })).toMatchObject([{ id: 'li-5', why: 'per-minute-limit' }]);
      w.now += MINUTE - 1;
      expect(await send(w, 5)).toBe(0);
      w.now += 1;
      expect(await send(w, 5)).toBe(3);
    });

    it('are counted from when each had ended, and slide', async (w) => {
      await many(w, 4);
      const slow = only(await w.take({ perMinute: 2 }));
      w.now += 10_000;
      await settle(w, slow, { state: 'sent' });
      w.now += 1_000;
      expect(await send(w, 2)).toBe(1);
      w.now = START + 10_000 + MINUTE - 1;
      expect(await send(w, 2)).toBe(0);
      w.now += 1;
      expect(await send(w, 2)).toBe(1);
      w.now = START + 11_000 + MINUTE - 1;
      expect(await send(w, 2)).toBe(0);
      w.now += 1;
      expect(await send(w, 2)).toBe(1);
    });

    it('hold what comes meanwhile too, and are not forgotten with the node that sent them', async (w) => {
      await many(w, 2);
      await w.take({ perMinute: 1, leaseMs: 1_000 });
      w.now += 1_000;
      expect(await w.take({ perMinute: 1 })).toEqual([]);
      await many(w, 1, 'wang');
      await w.records.outbox.add([toAgent('more')], w.now);
      expect(ids(await w.take({ perMinute: 1 }))).toEqual(['wang-0']);
      w.now += MINUTE;
      expect(ids(await w.take({ perMinute: 1 }))).toEqual(['li-0']);
    });

    it('count every part of a delivery', async (w) => {
      await many(w, 2);
      const d = only(await w.take({ perMinute: 3 }));
      const part = (progress: number, attempts = d.attempts): ReturnType<typeof w.records.outbox.nextPart> =>
        w.records.outbox.nextPart({ id: d.id, lane: d.lane, attempts, progress, now: w.now, leaseMs: 30_000, perMinute: 3 });
      expect([await part(1), await part(2), await part(3)]).toEqual([{ kind: 'go' }, { kind: 'go' }, { kind: 'full', freeAt: START + MINUTE }]);
      expect(await part(3, d.attempts + 1)).toEqual({ kind: 'gone' });
      await settle(w, d, { state: 'later', dueAt: START + MINUTE, why: 'per-minute-limit', progress: 3 });
      w.now += MINUTE;
      const rest = only(await w.take({ perMinute: 3 }));
      expect(rest).toMatchObject({ id: d.id, progress: 3 });
      expect(rest).not.toHaveProperty('unsureSince');
    });
  });

  describe('cut off by a crash', () => {
    it('comes back at once, first of its lane, as what may have arrived', async (w) => {
      await w.records.outbox.add([toAgent('one'), toAgent('two')], w.now);
      await w.take({ leaseMs: 30_000 });
      w.now += 30_000;
      const other = await w.another();
      const both = await Promise.all([w.records, other].map((records) => records.outbox.take({ now: w.now, limit: 10, leaseMs: 30_000, node: 'two' })));
      expect(both.flatMap((one) => one.lapsed)).toEqual([]);
      expect(both.flatMap((one) => one.taken)).toMatchObject([{ id: 'one', attempts: 2, unsureSince: START, why: 'node-lost' }]);
      w.now += 30_000;
      expect(only(await w.take())).toMatchObject({ id: 'one', attempts: 3, unsureSince: START });
    });

    it('brings back the words that went in one message together, and no others', async (w) => {
      await w.assigned('anna', 'li');
      await w.sendAll();
      for (const text of ['1', '2', '3']) await w.say('anna', text);
      const first = only(await w.take({ leaseMs: 30_000 }));
      expect(first.merged).toHaveLength(2);
      await w.say('anna', '4');
      w.now += 30_000;
      const again = only(await w.take());
      expect(again).toMatchObject({ id: first.id, merged: first.merged, unsureSince: START });
      await settle(w, again, { state: 'later', dueAt: w.now, why: 'no-answer', progress: 0, unsure: true });
      expect(only(await w.take())).toMatchObject({ id: first.id, merged: first.merged, unsureSince: START });
    });

    it('is forgotten when a later try surely did not arrive, or a person sends it again', async (w) => {
      await w.assigned('anna', 'li');
      await w.sendAll();
      await w.say('anna', '1');
      await w.say('anna', '2');
      await w.take({ leaseMs: 30_000 });
      await w.say('anna', '3');
      w.now += 30_000;
      await settle(w, only(await w.take()), { state: 'later', dueAt: w.now, why: 'busy', progress: 0 });
      const fresh = only(await w.take());
      expect(fresh.merged).toHaveLength(2);
      expect(fresh).not.toHaveProperty('unsureSince');
      await settle(w, fresh, { state: 'unknown', why: 'timeout' });
      await w.records.outbox.resend(fresh.id, w.now);
      expect(only(await w.take())).not.toHaveProperty('unsureSince');
    });

    it('is not mixed into words before it that a person sends again', async (w) => {
      await w.assigned('anna', 'li');
      await w.sendAll();
      await w.say('anna', '1');
      const before = only(await w.take());
      await settle(w, before, { state: 'unknown', why: 'timeout' });
      await w.say('anna', '2');
      const cut = only(await w.take({ leaseMs: 30_000 }));
      await w.records.outbox.resend(before.id, w.now);
      w.now += 30_000;
      const first = only(await w.take());
      expect(first).toMatchObject({ id: before.id, merged: [] });
      await settle(w, first, { state: 'sent' });
      expect(only(await w.take())).toMatchObject({ id: cut.id, unsureSince: START });
    });

    it('cannot be repeated when it is not whole any more', async (w) => {
      const mine = await w.assigned('anna', 'li');
      await w.sendAll();
      await w.say('anna', '1');
      await w.say('anna', '2');
      const cut = only(await w.take({ leaseMs: 30_000 }));
      w.now += 30_000;
      const { taken } = await w.records.outbox.take({ now: w.now, limit: 10, leaseMs: 1, node: 'two' });
      await w.records.outbox.settle([{ id: only(taken).id, attempts: 2, merged: [], settlement: { state: 'later', dueAt: w.now, why: 'no-answer', progress: 0, unsure: true }, at: w.now }]);
      expect(only(await w.take())).toMatchObject({ id: cut.id, merged: [], unsureSince: 0, conversation: mine.id });
    });

    it('goes on with the part that was under way', async (w) => {
      await w.records.outbox.add([toAgent('one')], w.now);
      const d = only(await w.take({ leaseMs: 30_000, perMinute: 30 }));
      w.now += 20_000;
      await w.records.outbox.nextPart({ id: d.id, lane: d.lane, attempts: d.attempts, progress: 1, now: w.now, leaseMs: 30_000, perMinute: 30 });
      w.now += 20_000;
      expect(await w.take()).toEqual([]);
      w.now += 10_000;
      expect(only(await w.take())).toMatchObject({ progress: 1, unsureSince: START + 20_000 });
    });

    it('is not settled by a node that took longer than its lease', async (w) => {
      await w.records.outbox.add([toAgent('one')], w.now);
      const slow = only(await w.take({ leaseMs: 30_000 }));
      w.now += 30_000;
      const now = only(await w.take());
      await settle(w, slow, { state: 'failed', why: 'refused' });
      expect(await w.records.outbox.counts()).toMatchObject({ taken: 1, failed: 0 });
      expect(await w.take()).toEqual([]);
      await settle(w, now, { state: 'sent' });
      expect(await w.records.outbox.counts()).toMatchObject({ taken: 0, sent: 1 });
    });
  });
});
