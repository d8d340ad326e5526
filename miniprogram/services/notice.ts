import type { FailureCode } from './shared-values/asking/failure';
import type { Language } from './shared-values/asking/language';
import { troubleWords } from './trouble-words';
import { say } from './words';

/** What `components/notice` draws instead of the page's content; `act` is the label of its button, '' for none. */
export interface Notice {
  readonly title: string;
  readonly text: string;
  readonly act: string;
}

export const noNotice: Notice = { title: '', text: '', act: '' };

export const troubleNotice = (language: Language, code: FailureCode): Notice => ({ ...troubleWords(language, code), act: say(language, 'retry') });

export const unknownNotice = (language: Language): Notice => ({ title: say(language, 'unknownTitle'), text: say(language, 'unknownText'), act: say(language, 'goHome') });
