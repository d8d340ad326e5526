import type { TokenStore } from '../../server/wechat/token';

/** A token store in the process, with the test's clock. Several keepers on one of these are several nodes. */
export function memoryTokenStore(now: () => number): TokenStore & { readonly values: Map<string, string> } {
  const values = new Map<string, string>();
  const ends = new Map<string, number>();
  const turns = new Map<string, number>();
  return {
    values,
    async get(key) {
      return (ends.get(key) ?? 0) > now() ? values.get(key) : undefined;
    },
    async set(key, value, ttlMs) {
      values.set(key, value);
      ends.set(key, now() + ttlMs);
    },
    async turn(key, ttlMs) {
      if ((turns.get(key) ?? 0) > now()) return undefined;
      turns.set(key, now() + ttlMs);
      return async () => { turns.delete(key); };
    },
  };
}

export const brokenTokenStore: TokenStore = {
  get: () => Promise.reject(new Error('store is down')),
  set: () => Promise.reject(new Error('store is down')),
  turn: () => Promise.reject(new Error('store is down')),
};
