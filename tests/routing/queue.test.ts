import fc from 'fast-check';
import { effectivePriority, goesFirst, type Waiting } from '../../server/routing/priority';
import { waitEstimate } from '../../server/routing/wait-estimate';
import { entry, now, question, tap } from './scene';

const MINUTE = 60_000;
const waits = (id: string, priority: number, minutes: number, ageingSeconds = 120): Waiting => ({
  id, priority, ageingSeconds, waitingSince: now - minutes * MINUTE,
});
const order = (...queue: Waiting[]): string[] => queue.sort(goesFirst(now)).map((w) => w.id);

test('C1 the one who waits two hours goes before the one who waits one', () => {
  expect(order(waits('one', 0, 60), waits('two', 0, 120))).toEqual(['two', 'one']);
});

test('C11 a full queue: no seats, with the number waiting; a queue of none always', () => {
  const full = tap(question(entry([], { maxWaiting: 2 }), { waiting: 2 }), { agents: [] }).decision;
  expect(full).toMatchObject({ kind: 'no-seats', waiting: 2, receipt: { outcome: 'no-seats' } });
  expect(tap(question(entry([], { maxWaiting: 2 }), { waiting: 1 }), { agents: [] }).decision.kind).toBe('queued');
  expect(tap(question(entry([], { maxWaiting: 0 })), { agents: [] }).decision.kind).toBe('no-seats');
});

test('C13 who already waits is not turned away by a full queue', () => {
  expect(tap(question(entry([], { maxWaiting: 2 }), { waiting: 7, alreadyWaiting: true }), { agents: [] }).decision.kind).toBe('queued');
});

test('C15 high goes before two normal; a normal that waited longer than the ageing time goes before a fresh high', () => {
  expect(order(waits('n1', 0, 1.5), waits('n2', 0, 1), waits('high', 1, 0))).toEqual(['high', 'n1', 'n2']);
  expect(order(waits('high', 1, 0), waits('n1', 0, 2.1), waits('n2', 0, 1))).toEqual(['n1', 'high', 'n2']);
});

test('C15 ageing gains one step per ageing time and stops at 9, so nobody starves', () => {
  expect([0, 1.99, 2, 4, 18, 200].map((m) => effectivePriority(waits('n', 0, m), now))).toEqual([0, 0, 1, 2, 9, 9]);
  expect(order(waits('old', 0, 18), waits('top', 9, 17), waits('fresh', 9, 0))).toEqual(['old', 'top', 'fresh']);
  expect(effectivePriority(waits('clock went back', 3, -5), now)).toBe(3);
});

test('C15 whatever comes later, someone who waited nine ageing times is overtaken by nobody who came after him', () => {
  const anyone = fc.record({ priority: fc.integer({ min: 0, max: 9 }), minutes: fc.double({ min: 0, max: 17.9, noNaN: true }) });
  fc.assert(fc.property(fc.array(anyone, { maxLength: 30 }), (later) => {
    expect(order(...later.map((l, i) => waits(`l${i}`, l.priority, l.minutes)), waits('patient', 0, 18))[0]).toBe('patient');
  }));
});

test('the order of the queue does not depend on how it was read', () => {
  const one = fc.record({ priority: fc.integer({ min: 0, max: 9 }), minutes: fc.integer({ min: 0, max: 30 }), ageing: fc.constantFrom(60, 120, 600) });
  fc.assert(fc.property(fc.array(one, { maxLength: 20 }), (some) => {
    const queue = some.map((s, i) => waits(`w${i}`, s.priority, s.minutes, s.ageing));
    expect(order(...[...queue].reverse())).toEqual(order(...queue));
  }));
});

describe('wait estimate', () => {
  /** `n` assignments, one every so many minutes, newest first; the newest `ago` minutes ago. */
  const served = (n: number, every: number, ago = 0): number[] => Array.from({ length: n }, (_, i) => now - (ago + i * every) * MINUTE);

  test('says nothing without data, or with data that is too old', () => {
    expect(waitEstimate({ now, place: 1, servedAt: [] })).toBeUndefined();
    expect(waitEstimate({ now, place: 1, servedAt: served(5, 2) })).toBeUndefined();
    expect(waitEstimate({ now, place: 1, servedAt: served(6, 2) })).toBeDefined();
    expect(waitEstimate({ now, place: 0, servedAt: served(9, 2) })).toBeUndefined();
    expect(waitEstimate({ now, place: 1, servedAt: served(20, 2, 31) })).toBeUndefined();
  });

  test('a range around place times the mean interval, in whole minutes', () => {
    expect(waitEstimate({ now, place: 4, servedAt: served(17, 2) })).toEqual({ fromMinutes: 3, toMinutes: 13 });
    expect(waitEstimate({ now, place: 1, servedAt: served(20, 1 / 12) })).toEqual({ fromMinutes: 0, toMinutes: 1 });
  });

  test('a night without visitors does not make the morning look slow', () => {
    const night = [...served(9, 2), ...served(9, 2).map((at) => at - 600 * MINUTE)];
    expect(waitEstimate({ now, place: 4, servedAt: night })?.toMinutes).toBeLessThanOrEqual(13);
  });

  test('grows while nobody is served', () => {
    expect(waitEstimate({ now, place: 4, servedAt: served(17, 2, 29) })?.toMinutes).toBeGreaterThan(20);
  });

  test('grows with the place, holds the expected wait, and does not depend on the order of the times', () => {
    fc.assert(fc.property(
      fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 1000, max: 600_000 }), { minLength: 5, maxLength: 40 }),
      (place, intervals) => {
        let at = now;
        const servedAt = [now, ...intervals.map((one) => (at -= one))];
        const here = waitEstimate({ now, place, servedAt });
        const behind = waitEstimate({ now, place: place + 1, servedAt: [...servedAt].reverse() });
        expect(here && behind && behind.toMinutes >= here.toMinutes && here.toMinutes > here.fromMinutes).toBe(true);
        const mean = (place * intervals.reduce((a, b) => a + b, 0)) / intervals.length / MINUTE;
        expect(here && here.fromMinutes <= mean && mean <= here.toMinutes).toBe(true);
      },
    ));
  });
});
