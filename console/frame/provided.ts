import { inject, type InjectionKey } from 'vue';

/** What the app provides under `key`; asking for it outside of the app is a bug. */
export function provided<T>(key: InjectionKey<T>): T {
  const found = inject(key);
  if (found === undefined) throw new Error('asked outside of the app');
  return found;
}
