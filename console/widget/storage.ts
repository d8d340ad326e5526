import type { Storage } from '../../shared/asking/storage';

/** The browser's own, or undefined: a browser that keeps nothing from strangers throws even at the look. */
export type Shelf = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

export const shelfOf = (look: () => Shelf): Shelf | undefined => {
  try {
    return look();
  } catch {
    return undefined;
  }
};

/** What outlives the page. Where the browser keeps nothing, or is full, things last until the page closes. */
export const createStorage = (shelf: Shelf | undefined, prefix: string): Storage => {
  const unsaved = new Map<string, unknown>();
  const kept = (key: string): unknown => {
    try {
      return JSON.parse(shelf?.getItem(prefix + key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  };
  const put = (key: string, act: (shelf: Shelf) => void, value?: unknown): void => {
    unsaved.set(key, value);
    try {
      if (shelf === undefined) return;
      act(shelf);
      unsaved.delete(key);
    } catch {
      // full or forbidden: `unsaved` has it
    }
  };
  return {
    read: (key) => (unsaved.has(key) ? unsaved.get(key) : kept(key)),
    write: (key, value) => put(key, (to) => to.setItem(prefix + key, JSON.stringify(value)), value),
    remove: (key) => put(key, (from) => from.removeItem(prefix + key)),
  };
};
