import type { Storage } from '../../shared/asking/storage';
import { randomText, type FillRandom } from './random';

const storageKey = 'device';
const isSecret = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value);

export interface Device {
  /** Made at the first need: a page that is only looked at leaves no trace. */
  secret(): string;
  /** Whether this browser has ever needed it. */
  isKnown(): boolean;
}

/** What this browser is known by: 32 random bytes it made for itself. Whoever has them is the same visitor. */
export const createDevice = (storage: Storage, fill: FillRandom): Device => {
  const kept = (): string | undefined => {
    const value = storage.read(storageKey);
    return isSecret(value) ? value : undefined;
  };
  return {
    isKnown: () => kept() !== undefined,
    secret() {
      const known = kept();
      if (known !== undefined) return known;
      storage.write(storageKey, randomText(fill, 32));
      return kept() ?? '';
    },
  };
};
