export type Language = 'zh' | 'en';

/** Words in both languages, as the server sends them; Chinese always. */
export interface Words {
  readonly zh: string;
  readonly en?: string;
}

/** The wanted language where it was written, else Chinese. */
export const inLanguage = (words: Words, language: Language): string => (language === 'en' && words.en !== undefined && words.en !== '' ? words.en : words.zh);

/** Looks texts up in a table; `{name}` is replaced by `values.name`. */
export const sayFrom =
  <Key extends string>(table: Readonly<Record<Key, Words>>) =>
  (language: Language, key: Key, values: Readonly<Record<string, string | number>> = {}): string =>
    inLanguage(table[key], language).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
