import { isErrorCode, type FailureCode } from '../../shared/asking/failure';
import { inLanguage, type Language } from '../../shared/asking/language';
import { errors } from '../../shared/errors';
import { say } from './words';

/** One clause saying why, without a full stop; the server's own words for its own codes. */
export const whyWords = (language: Language, code: string): string => {
  if (code === 'offline') return say(language, 'offlineTitle');
  if (code === 'timeout') return say(language, 'timeoutTitle');
  const words = isErrorCode(code) ? inLanguage(errors[code], language) : say(language, 'badAnswerText');
  return words.replace(/[。.]$/, '');
};

export interface TroubleWords {
  readonly title: string;
  readonly text: string;
}

/** What happened, and what to do next. `origin` and `site`: of this page. */
export const troubleWords = (language: Language, code: FailureCode, { origin, site }: { origin: string; site: string }): TroubleWords => {
  if (code === 'offline') return { title: say(language, 'offlineTitle'), text: say(language, 'offlineText') };
  if (code === 'timeout') return { title: say(language, 'timeoutTitle'), text: say(language, 'timeoutText') };
  if (code === 'origin-refused') return { title: say(language, 'originTitle'), text: say(language, 'originText', { origin, site }) };
  return { title: say(language, 'troubleTitle'), text: whyWords(language, code) };
};
