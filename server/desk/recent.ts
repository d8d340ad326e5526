/** What was used last, at most `max` of it and at least the last half of that; what was not used for longer goes. */
export interface Recent<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): void;
  drop(key: K): void;
  clear(): void;
}

export function createRecent<K, V>(max: number): Recent<K, V> {
  // Two generations: when the young one is full it becomes the old one, and whoever is asked for moves up. Keeping the
  // exact order would mean to delete and put in again at every look, which costs several times the look itself.
  const half = Math.max(1, Math.floor(max / 2));
  let young = new Map<K, V>();
  let old = new Map<K, V>();

  function set(key: K, value: V): void {
    if (young.size >= half && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  }

  return {
    get(key) {
      const value = young.get(key);
      if (value !== undefined) return value;
      const before = old.get(key);
      if (before !== undefined) set(key, before);
      return before;
    },
    set,
    drop(key) {
      young.delete(key);
      old.delete(key);
    },
    clear() {
      young.clear();
      old.clear();
    },
  };
}
