import type { Language } from './shared-values/asking/language';
import type { Storage } from './shared-values/asking/storage';

export interface LanguageChoice {
  current(): Language;
  choose(language: Language): void;
}

const storageKey = 'zhida.language';

/** Chinese until the visitor chooses otherwise on this phone. */
export const createLanguage = (storage: Storage): LanguageChoice => {
  let language: Language = storage.read(storageKey) === 'en' ? 'en' : 'zh';
  return {
    current: () => language,
    choose(next) {
      language = next;
      storage.write(storageKey, next);
    },
  };
};
