import { createHearers } from '../hearers';
import type { Live } from '../live';
import { createExpiring } from './expiring';
import { createLeases } from './leases';

export interface MemoryLiveOptions {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Told when a subscriber throws, which is a bug. */
  report?: (error: unknown) => void;
}

/** Live state in this process: for exactly one node. Nothing survives its end, and nothing needs to. */
export const createMemoryLive = ({ now, report = () => undefined }: MemoryLiveOptions): Live => {
  const leases = createLeases(now);
  const values = createExpiring<string>(now);
  const onces = createExpiring<true>(now);
  const counts = createExpiring<{ count: number; until: number }>(now);
  const turns = createExpiring<object>(now);
  const hearers = createHearers(report);

  return {
    ...leases,
    once: async (key, ttlMs) => {
      if (onces.get(key) !== undefined) return false;
      onces.set(key, true, now() + ttlMs);
      return true;
    },
    turn: async (key, ttlMs) => {
      if (turns.get(key) !== undefined) return undefined;
      const mine = {};
      turns.set(key, mine, now() + ttlMs);
      return {
        release: async () => {
          if (turns.get(key) === mine) turns.remove(key);
        },
        extend: async (moreMs) => turns.get(key) === mine && turns.extend(key, now() + moreMs),
      };
    },
    count: async (key, windowMs) => {
      const at = now();
      const window = counts.get(key) ?? { count: 0, until: at + windowMs };
      if (window.count === 0) counts.set(key, window, window.until);
      window.count += 1;
      return { count: window.count, leftMs: window.until - at };
    },
    uncount: async (key) => counts.remove(key),
    get: async (key) => values.get(key),
    set: async (key, value, ttlMs) => values.set(key, value, now() + ttlMs),
    publish: (topic, message) => hearers.tell(topic, message),
    subscribe: async (topic, hear) => {
      const remove = hearers.add(topic, hear);
      return () => void remove();
    },
    ready: async () => true,
    close: async () => {
      for (const kept of [leases, values, onces, counts, turns, hearers]) kept.clear();
    },
  };
};
