import { oneEntry } from '../../services/one-entry';
import type { EntriesState } from '../../services/shared-values/asking/entries';
import type { FailureCode } from '../../services/shared-values/asking/failure';
import { inLanguage, type Language, type Words } from '../../services/shared-values/asking/language';
import { whyWords } from '../../services/trouble-words';
import { say } from '../../services/words';

/** Where the visitor stands with his words. */
export type LeavePhase =
  | { readonly phase: 'writing'; readonly restored: boolean }
  | { readonly phase: 'sending' }
  | { readonly phase: 'failed'; readonly code: FailureCode }
  | { readonly phase: 'sent'; readonly words: Words };

export interface LeaveView {
  readonly phase: LeavePhase['phase'];
  readonly title: string;
  readonly heading: string;
  readonly hint: string;
  readonly textLabel: string;
  readonly textExample: string;
  readonly contactLabel: string;
  readonly contactExample: string;
  readonly send: string;
  /** Why it was not sent, or that older words wait; '' for nothing. */
  readonly note: string;
  readonly sentTitle: string;
  readonly sentWords: string;
  readonly done: string;
  readonly another: string;
}

const failedWords = (language: Language, code: FailureCode): string => {
  if (code === 'offline') return say(language, 'leaveOffline');
  if (code === 'timeout') return say(language, 'leaveTimeout');
  return say(language, 'leaveFailed', { why: whyWords(language, code).replace(/[。.]$/, '') });
};

const noteOf = (at: LeavePhase, language: Language): string => {
  if (at.phase === 'failed') return failedWords(language, at.code);
  return at.phase === 'writing' && at.restored ? say(language, 'unsent') : '';
};

const sendOf = (at: LeavePhase): 'sending' | 'sendAgain' | 'send' => {
  if (at.phase === 'sending') return 'sending';
  return at.phase === 'failed' || (at.phase === 'writing' && at.restored) ? 'sendAgain' : 'send';
};

/** The page for leaving words. The form is there whether or not the entry could be looked up: words matter more than the heading. */
export const leaveView = (at: LeavePhase, state: EntriesState, key: string, language: Language): LeaveView => {
  const found = oneEntry(state, key);
  return {
    phase: at.phase,
    title: say(language, 'leaveTitle'),
    heading: found.phase === 'found' ? say(language, 'leaveTo', { label: inLanguage(found.entry.label, language) }) : say(language, 'leaveLarge'),
    hint: say(language, 'leaveHint'),
    textLabel: say(language, 'textLabel'),
    textExample: say(language, 'textExample'),
    contactLabel: say(language, 'contactLabel'),
    contactExample: say(language, 'contactExample'),
    send: say(language, sendOf(at)),
    note: noteOf(at, language),
    sentTitle: say(language, 'sentTitle'),
    sentWords: at.phase === 'sent' ? inLanguage(at.words, language) : '',
    done: say(language, 'done'),
    another: say(language, 'another'),
  };
};
