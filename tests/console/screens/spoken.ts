import { createLanguage, type LanguageChoice } from '../../../console/frame/language';

/** The texts of the screens without a page: Chinese, or English when asked for. */
export function spoken(language: 'zh' | 'en' = 'zh'): LanguageChoice {
  const { choice } = createLanguage({ storage: { getItem: () => language, setItem: () => undefined }, page: { lang: '' } });
  return choice;
}
