import { createRecent } from '../desk/recent';

/** Counts attempts per key in windows; one over the limit is told how long to wait. */
export interface Attempts {
  /** 0 = go on; else the milliseconds until it may try again. */
  take(key: string): number;
  /** Forgets a key that proved itself. */
  forget(key: string): void;
}

/** Remembers at most this many keys, the last used ones: strangers choose the keys. */
const MOST_KEYS = 50_000;

export function createAttempts({ limit, windowMs, now }: { limit: number; windowMs: number; now: () => number }): Attempts {
  const windows = createRecent<string, { until: number; count: number }>(MOST_KEYS);
  return {
    take(key) {
      const at = now();
      const current = windows.get(key);
      if (!current || current.until <= at) {
        windows.set(key, { until: at + windowMs, count: 1 });
        return 0;
      }
      current.count += 1;
      return current.count > limit ? current.until - at : 0;
    },
    forget: (key) => windows.drop(key),
  };
}
