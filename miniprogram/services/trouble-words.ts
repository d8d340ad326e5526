import type { FailureCode } from './shared-values/asking/failure';
import { inLanguage, type Language } from './shared-values/asking/language';
import { errors } from './shared-values/errors';
import { say } from './words';

/** A failure as the visitor reads it: what happened, and what to do next. */
export interface TroubleWords {
  readonly title: string;
  readonly text: string;
}

/** One clause saying why; the server's own words for its own codes. */
export const whyWords = (language: Language, code: FailureCode): string => {
  switch (code) {
    case 'offline': return say(language, 'offlineTitle');
    case 'timeout': return say(language, 'timeoutTitle');
    case 'bad-answer': return say(language, 'badAnswerText');
    case 'wechat-login': return say(language, 'wechatLoginText');
    default: return inLanguage(errors[code], language);
  }
};

export const troubleWords = (language: Language, code: FailureCode): TroubleWords => {
  if (code === 'offline') return { title: say(language, 'offlineTitle'), text: say(language, 'offlineText') };
  if (code === 'timeout') return { title: say(language, 'timeoutTitle'), text: say(language, 'timeoutText') };
  return { title: say(language, 'troubleTitle'), text: whyWords(language, code) };
};
