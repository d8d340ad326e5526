import { storeAway } from '../store-away';

export interface Slots {
  /** Runs `work` when fewer than `size` others run; rejects when it has waited too long to begin. */
  use<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs and nothing waits. */
  idle(): Promise<void>;
}

interface Waiting {
  since: number;
  begin: () => void;
  refuse: () => void;
}

/**
 * So much at a time, first come, first served. Who has waited `waitMs` is refused before he begins: in an outage a long queue
 * ends with the first failures instead of failing one after the other for minutes. `clock` in ms, from any start.
 */
export const createSlots = (size: number, waitMs: number, clock: () => number): Slots => {
  let running = 0;
  const waiting: Waiting[] = [];
  const watchers: (() => void)[] = [];

  const next = (): void => {
    for (let first = waiting.shift(); first !== undefined; first = waiting.shift()) {
      if (clock() - first.since < waitMs) return first.begin();
      first.refuse();
    }
    running -= 1;
    if (running === 0) for (const watcher of watchers.splice(0)) watcher();
  };

  const enter = (): Promise<void> => {
    if (running < size) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      waiting.push({ since: clock(), begin: resolve, refuse: () => reject(storeAway(new Error('too many wait for it'))) });
    });
  };

  return {
    use: async (work) => {
      await enter();
      try {
        return await work();
      } finally {
        next();
      }
    },
    idle: () => (running === 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
  };
};
