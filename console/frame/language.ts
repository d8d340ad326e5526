import { computed, type ComputedRef, type InjectionKey } from 'vue';
import { createI18n } from 'vue-i18n';
import { provided } from './provided';

export type Language = 'zh' | 'en';
/** Words as the server sends them; Chinese always. */
export interface Words {
  zh: string;
  en?: string | undefined;
}
/** The texts of a page: `{name}` stands for a value, `one thing | {n} things` for a choice by the value `n`. */
export type WordTable = Readonly<Record<string, Required<Words>>>;
export type Values = Readonly<Record<string, string | number>>;
export type Say<T extends WordTable> = (key: keyof T & string, values?: Values) => string;

export interface LanguageChoice {
  language: ComputedRef<Language>;
  choose(language: Language): void;
  /** Words that come in both languages, in the chosen one. */
  pick(words: Words): string;
  /** Speaks from a table of texts; follows the choice by itself. */
  from<T extends WordTable>(table: T): Say<T>;
}

const STORED = 'zhida.language';
const tags = { zh: 'zh-CN', en: 'en' };

/** Chinese until somebody chooses otherwise in this browser. */
export function createLanguage({ storage, page }: { storage: Pick<Storage, 'getItem' | 'setItem'>; page: { lang: string } }) {
  const first: Language = storage.getItem(STORED) === 'en' ? 'en' : 'zh';
  page.lang = tags[first];
  const i18n = createI18n<false>({ legacy: false, locale: first, fallbackLocale: 'zh', messages: { zh: {}, en: {} }, missingWarn: false, fallbackWarn: false });
  const { global } = i18n;
  const language = computed<Language>(() => (global.locale.value === 'en' ? 'en' : 'zh'));
  const scopes = new Map<WordTable, string>();

  /** Every table has its own corner, so that pages need not agree on keys. */
  function scopeOf(table: WordTable): string {
    const known = scopes.get(table);
    if (known !== undefined) return known;
    const scope = `t${scopes.size}`;
    scopes.set(table, scope);
    for (const one of ['zh', 'en'] as const) global.mergeLocaleMessage(one, { [scope]: Object.fromEntries(Object.entries(table).map(([key, words]) => [key, words[one]])) });
    return scope;
  }

  const choice: LanguageChoice = {
    language,
    choose(next) {
      global.locale.value = next;
      page.lang = tags[next];
      storage.setItem(STORED, next);
    },
    pick: (words) => (language.value === 'en' && words.en !== undefined && words.en !== '' ? words.en : words.zh),
    from(table) {
      const scope = scopeOf(table);
      return (key, values = {}) => (typeof values['n'] === 'number' ? global.t(`${scope}.${key}`, { ...values }, values['n']) : global.t(`${scope}.${key}`, { ...values }));
    },
  };
  return { i18n, choice };
}

export const languageKey: InjectionKey<LanguageChoice> = Symbol('language');

export const useLanguage = (): LanguageChoice => provided(languageKey);

/** The texts of a page: `const say = useWords(words)`, then `say('title')` in code and template. */
export const useWords = <T extends WordTable>(table: T): Say<T> => useLanguage().from(table);
