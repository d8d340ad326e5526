import type { Timers } from '../../shared/asking/timers';

/** Time that is turned by hand. */
export interface PretendTime extends Timers {
  /** Time goes on so far; what falls due on the way is done in its turn, promises too. */
  pass(ms: number): Promise<void>;
  /** Promises that are due are kept; no time passes. */
  breathe(): Promise<void>;
}

export function createPretendTime(start = Date.UTC(2026, 0, 7, 4)): PretendTime {
  let at = start;
  let order = 0;
  const due = new Map<number, { when: number; act: () => void }>();

  async function breathe(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  }

  return {
    breathe,
    now: () => at,
    after(ms, act) {
      const id = (order += 1);
      due.set(id, { when: at + ms, act });
      return () => void due.delete(id);
    },
    async pass(ms) {
      const end = at + ms;
      for (;;) {
        await breathe();
        const [next] = [...due].filter(([, { when }]) => when <= end).sort(([a, one], [b, other]) => one.when - other.when || a - b);
        if (!next) break;
        due.delete(next[0]);
        at = Math.max(at, next[1].when);
        next[1].act();
      }
      at = end;
      await breathe();
    },
  };
}
