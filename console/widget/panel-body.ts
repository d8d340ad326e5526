import { isFailureCode, type FailureCode } from '../../shared/asking/failure';
import { inLanguage, type Language } from '../../shared/asking/language';
import type { TalkView } from '../../shared/talk/parts';

/** Where the visitor is in the panel. */
export type Place = { readonly kind: 'home' } | { readonly kind: 'chat' | 'leave'; readonly entry: string };

/** What the panel has to show there. */
export type Body =
  | { readonly kind: 'home' }
  | { readonly kind: 'chat'; readonly entry: string }
  /** `why` nobody answers now, '' when he chose to leave words. */
  | { readonly kind: 'leave'; readonly entry: string; readonly why: string }
  | { readonly kind: 'unknown'; readonly entry: string }
  | { readonly kind: 'trouble'; readonly entry: string; readonly code: FailureCode };

/** A lost network is told over the words, not instead of them. */
const passes: readonly FailureCode[] = ['offline', 'timeout'];

/** The server's polite sentence for this entry, where the refusal has it along. */
const whyOf = ({ message, detail }: NonNullable<TalkView['refused']>, language: Language): string => {
  const words: unknown = typeof detail === 'object' && detail !== null && 'words' in detail ? detail.words : undefined;
  if (typeof words !== 'object' || words === null || !('zh' in words) || typeof words.zh !== 'string') return message;
  return inLanguage({ zh: words.zh, ...('en' in words && typeof words.en === 'string' && { en: words.en }) }, language);
};

/** `view`: of the talk he is in; `trouble`: why he could not be signed in. */
export const bodyOf = (place: Place, view: TalkView | undefined, trouble: FailureCode | undefined, language: Language): Body => {
  if (place.kind === 'home') return place;
  const { entry } = place;
  if (place.kind === 'leave') return { kind: 'leave', entry, why: '' };
  if (view === undefined) return { kind: 'chat', entry };
  const { refused, connection } = view;
  if (connection !== 'open' && trouble !== undefined && !passes.includes(trouble)) return { kind: 'trouble', entry, code: trouble };
  // words that are on their way stay in sight
  if (refused === undefined || view.lines.length > 0) return { kind: 'chat', entry };
  if (refused.code === 'no-agent-online' || refused.code === 'no-seats') return { kind: 'leave', entry, why: whyOf(refused, language) };
  if (refused.code === 'entry-unknown') return { kind: 'unknown', entry };
  return { kind: 'trouble', entry, code: isFailureCode(refused.code) ? refused.code : 'bad-answer' };
};
