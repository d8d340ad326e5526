import type { Shelf } from '../../../console/widget/storage';

/** What a browser keeps, in memory. */
export const memoryShelf = (before: Readonly<Record<string, string>> = {}): Shelf & { all(): Record<string, string> } => {
  const kept = new Map(Object.entries(before));
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    all: () => Object.fromEntries(kept),
  };
};
