/** What was used last, at most `max` of it; the longest unused goes first. */
export interface Recent<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  drop(key: K): void;
  clear(): void;
}

export function createRecent<K, V>(max: number): Recent<K, V> {
  // A map keeps the order in which keys were put in, so the first is the longest unused.
  const kept = new Map<K, V>();
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) {
        kept.delete(key);
        kept.set(key, value);
      }
      return value;
    },
    set(key, value) {
      kept.delete(key);
      kept.set(key, value);
      if (kept.size <= max) return;
      for (const oldest of kept.keys()) {
        kept.delete(oldest);
        return;
      }
    },
    drop: (key) => kept.delete(key),
    clear: () => kept.clear(),
  };
}
