import type { Background } from './background';

/** Takes what is to be written; what comes while the last write is under way goes together into the next. */
export type Gathering<V> = (key: string, value: V) => void;

/**
 * `join`: of two values of one key the one to keep. What a failed write held goes with the next one, so this is for what may come
 * late, twice or, in a crash, not at all.
 */
export function createGathering<V>(background: Background, what: string, join: (a: V, b: V) => V, write: (all: ReadonlyMap<string, V>) => Promise<void>): Gathering<V> {
  let waiting = new Map<string, V>();
  let isPlanned = false;

  const keep = (key: string, value: V): void => {
    const before = waiting.get(key);
    waiting.set(key, before === undefined ? value : join(before, value));
  };

  async function flush(): Promise<void> {
    isPlanned = false;
    const all = waiting;
    waiting = new Map();
    try {
      await write(all);
    } catch (error) {
      for (const [key, value] of all) keep(key, value);
      throw error;
    }
  }

  return (key, value) => {
    keep(key, value);
    if (!isPlanned) background.run(what, what, flush);
    isPlanned = true;
  };
}
