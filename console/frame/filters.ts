import { shallowRef, watch, type ShallowRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';

export interface Filters<Name extends string> {
  /** What it is set to; empty: not asked for. */
  of(name: Name): string;
  any(): boolean;
  /** Changes some of them; what else stands in the address stays. */
  set(changed: Partial<Record<Name, string>>): Promise<void>;
  clear(): Promise<void>;
  /** Another value whenever one of them has changed. */
  values: ShallowRef<ReadonlyMap<Name, string>>;
}

/** Filters of a page, kept in its address: a reload, a link and the way back find them again. */
export function useFilters<Name extends string>(names: readonly Name[]): Filters<Name> {
  const route = useRoute();
  const router = useRouter();
  const here = route.name;
  const read = (): Map<Name, string> => {
    const found = new Map<Name, string>();
    for (const name of names) {
      const value = route.query[name];
      if (typeof value === 'string' && value !== '') found.set(name, value);
    }
    return found;
  };
  const values = shallowRef<ReadonlyMap<Name, string>>(read());
  const of = (name: Name): string => values.value.get(name) ?? '';
  watch(() => route.query, () => {
    // On the way to another page its address is not ours any more.
    if (route.name !== here) return;
    const next = read();
    if (names.some((name) => (next.get(name) ?? '') !== of(name))) values.value = next;
  });

  async function set(changed: Partial<Record<Name, string>>): Promise<void> {
    const query = { ...route.query };
    for (const name of names) {
      const value = changed[name];
      if (value === '') delete query[name];
      else if (value !== undefined) query[name] = value;
    }
    await router.replace({ query });
  }
  return {
    of, set, values,
    any: () => names.some((name) => of(name) !== ''),
    async clear() {
      const query = { ...route.query };
      for (const name of names) delete query[name];
      await router.replace({ query });
    },
  };
}
