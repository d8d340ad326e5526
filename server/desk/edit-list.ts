import type { ConfigList } from './config-lists';
import type { DeskContext } from './desk-context';
import { changeDraft, readDraft, type Edit } from './draft';
import { done, refused, wrongShape, type Done } from './refused';

export interface Listed<T> {
  revision: number;
  items: readonly T[];
}

/** Edits of one list of the draft. Every edit names the revision it saw and is refused with `conflict` when that is not the last. */
export interface ListEdits<T> {
  list(): Promise<Listed<T>>;
  get(key: string): Promise<Done<{ revision: number; item: T }>>;
  /** Adds it, at the end, or replaces the one of this key. */
  put(edit: Edit, key: string, item: unknown): Promise<Done<{ revision: number }>>;
  /** Changes the named fields; `null` takes an optional one away. */
  patch(edit: Edit, key: string, fields: Readonly<Record<string, unknown>>): Promise<Done<{ revision: number }>>;
  remove(edit: Edit, key: string): Promise<Done<{ revision: number }>>;
  /** Puts them in this order; each key once, none left out. */
  reorder(edit: Edit, keys: readonly string[]): Promise<Done<{ revision: number }>>;
}

export function createListEdits<T extends { key: string }>(ctx: DeskContext, list: ConfigList<T>): ListEdits<T> {
  const find = (items: readonly T[], key: string): T | undefined => items.find((item) => item.key === key);

  function put(edit: Edit, key: string, make: (before: T | undefined) => Done<T>): Promise<Done<{ revision: number }>> {
    return changeDraft(ctx, edit, (config) => {
      const items = list.of(config);
      const before = find(items, key);
      const made = make(before);
      if (made.kind === 'refused') return made;
      const after = made.value;
      if (after.key !== key) return refused('bad-request', { at: 'body/key', fault: 'must be the key of the address' });
      if (!before && items.length >= list.most) return refused('too-large', { most: list.most });
      const changed = before ? items.map((item) => (item === before ? after : item)) : [...items, after];
      return done({ config: list.replace(config, changed), action: 'save', object: `${list.noun}:${key}`, detail: { ...(before && { before }), after } });
    });
  }

  function checked(item: unknown): Done<T> {
    const found = list.check(item);
    return found.ok ? done(found.value) : wrongShape(found.faults);
  }

  return {
    async list() {
      const { config, revision } = await readDraft(ctx);
      return { revision, items: list.of(config) };
    },
    async get(key) {
      const { config, revision } = await readDraft(ctx);
      const item = find(list.of(config), key);
      return item ? done({ revision, item }) : refused('not-found');
    },
    put: (edit, key, item) => put(edit, key, () => checked(item)),
    patch: (edit, key, fields) => put(edit, key, (before) => {
      if (!before) return refused('not-found');
      const merged = Object.entries({ ...before, ...fields }).filter(([, value]) => value !== null);
      return checked(Object.fromEntries(merged));
    }),
    remove: (edit, key) => changeDraft(ctx, edit, (config) => {
      const items = list.of(config);
      const before = find(items, key);
      if (!before) return refused('not-found');
      return done({ config: list.replace(config, items.filter((item) => item !== before)), action: 'remove', object: `${list.noun}:${key}`, detail: { before } });
    }),
    reorder: (edit, keys) => changeDraft(ctx, edit, (config) => {
      const items = list.of(config);
      const byKey = new Map(items.map((item) => [item.key, item]));
      const ordered = keys.flatMap((key) => byKey.get(key) ?? []);
      if (new Set(ordered).size !== items.length || keys.length !== items.length) {
        return refused('bad-request', { at: 'body/keys', fault: 'must name each one once' });
      }
      return done({
        config: list.replace(config, ordered), action: 'reorder', object: list.noun,
        detail: { before: items.map((item) => item.key), after: keys },
      });
    }),
  };
}
