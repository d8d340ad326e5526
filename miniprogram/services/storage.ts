import type { Phone } from './phone';
import type { Storage } from './shared-values/asking/storage';

/** WeChat's storage throws when it is full or broken; then things last as long as the program runs. */
export const createStorage = (phone: Phone): Storage => {
  const unsaved = new Map<string, unknown>();
  return {
    read(key) {
      if (unsaved.has(key)) return unsaved.get(key);
      try {
        return phone.getStorageSync(key);
      } catch {
        return undefined;
      }
    },
    write(key, value) {
      try {
        phone.setStorageSync(key, value);
        unsaved.delete(key);
      } catch {
        unsaved.set(key, value);
      }
    },
    remove(key) {
      unsaved.delete(key);
      try {
        phone.removeStorageSync(key);
      } catch {
        unsaved.set(key, undefined);
      }
    },
  };
};
