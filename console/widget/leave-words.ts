import type { FailureCode } from '../../shared/asking/failure';
import type { Language, Words } from '../../shared/asking/language';
import { whyWords } from './trouble-words';
import { say } from './words';

/** Where the visitor stands with words he leaves. */
export type LeavePhase =
  | { readonly phase: 'writing'; readonly restored: boolean }
  | { readonly phase: 'sending' }
  | { readonly phase: 'failed'; readonly code: FailureCode }
  | { readonly phase: 'sent'; readonly words: Words };

/** Why it was not sent, or that older words wait; '' for nothing. */
export const leaveNote = (at: LeavePhase, language: Language): string => {
  if (at.phase === 'writing') return at.restored ? say(language, 'unsent') : '';
  if (at.phase !== 'failed') return '';
  if (at.code === 'offline') return say(language, 'leaveOffline');
  if (at.code === 'timeout') return say(language, 'leaveTimeout');
  return say(language, 'leaveFailed', { why: whyWords(language, at.code) });
};

export const leaveButton = (at: LeavePhase, language: Language): string => {
  if (at.phase === 'sending') return say(language, 'leaveSending');
  return say(language, at.phase === 'failed' || (at.phase === 'writing' && at.restored) ? 'again' : 'leaveSend');
};
