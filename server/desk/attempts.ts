import type { DeskContext } from './desk-context';
import { createRecent } from './recent';

/** Counts attempts per key in windows; one over the limit is told how long to wait. */
export interface Attempts {
  /** 0 = go on; else the milliseconds until it may try again. */
  take(key: string): Promise<number>;
  /** Forgets a key that proved itself. */
  forget(key: string): Promise<void>;
}

export interface AttemptLimit {
  /** Tells these counts from others of the same keys. */
  of: string;
  limit: number;
  windowMs: number;
}

/** Remembers at most this many keys of its own, the last used ones: strangers choose the keys. */
const MOST_KEYS = 50_000;

/** Counts over all nodes. While live state is away each node counts for itself, which is less strict and never locks out. */
export function createAttempts({ live, now }: Pick<DeskContext, 'live' | 'now'>, { of, limit, windowMs }: AttemptLimit): Attempts {
  const own = createRecent<string, { until: number; count: number }>(MOST_KEYS);

  function countHere(key: string): { count: number; leftMs: number } {
    const at = now();
    const known = own.get(key);
    const window = known && known.until > at ? known : { until: at + windowMs, count: 0 };
    if (window !== known) own.set(key, window);
    window.count += 1;
    return { count: window.count, leftMs: window.until - at };
  }

  return {
    async take(key) {
      const { count, leftMs } = await live.count(`${of}:${key}`, windowMs).catch(() => countHere(key));
      return count > limit ? Math.max(1, leftMs) : 0;
    },
    async forget(key) {
      own.drop(key);
      await live.uncount(`${of}:${key}`).catch(() => undefined);
    },
  };
}
