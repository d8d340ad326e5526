export interface Expiring<V> {
  get(key: string): V | undefined;
  set(key: string, value: V, until: number): void;
  /** False when the key is not there (any more). */
  extend(key: string, until: number): boolean;
  remove(key: string): void;
  clear(): void;
}

const smallest = 1_024;

/**
 * A map whose values are forgotten at their time (ms since 1970). It needs no timer: whenever it has doubled since the last
 * look, everything past is thrown out, so it never holds more than twice what lives.
 */
export const createExpiring = <V>(now: () => number): Expiring<V> => {
  const kept = new Map<string, { value: V; until: number }>();
  let lookAt = smallest;

  const alive = (key: string): { value: V; until: number } | undefined => {
    const found = kept.get(key);
    if (found === undefined || found.until > now()) return found;
    kept.delete(key);
    return undefined;
  };

  const throwOut = (): void => {
    const time = now();
    for (const [key, { until }] of kept) if (until <= time) kept.delete(key);
    lookAt = Math.max(smallest, kept.size * 2);
  };

  return {
    get: (key) => alive(key)?.value,
    set: (key, value, until) => {
      kept.set(key, { value, until });
      if (kept.size > lookAt) throwOut();
    },
    extend: (key, until) => {
      const found = alive(key);
      if (found === undefined) return false;
      found.until = until;
      return true;
    },
    remove: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
};
