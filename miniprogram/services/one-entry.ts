import type { EntryView } from '../../shared/http/visitor';
import type { EntriesState } from './shared-values/asking/entries';
import type { FailureCode } from './shared-values/asking/failure';

/** What a page about one entry has to show. */
export type OneEntry =
  | { readonly phase: 'loading' }
  | { readonly phase: 'found'; readonly entry: EntryView; readonly staleSince: number }
  | { readonly phase: 'unknown' }
  | { readonly phase: 'trouble'; readonly code: FailureCode };

/** Picks one entry out of the state. `staleSince` is 0 while refreshing works, else when this was true (epoch ms). */
export const oneEntry = (state: EntriesState, key: string): OneEntry => {
  if (state.phase === 'loading') return { phase: 'loading' };
  if (state.phase === 'failed') return { phase: 'trouble', code: state.failure.code };
  const entry = state.answer.entries.find((each) => each.key === key);
  if (entry === undefined) return { phase: 'unknown' };
  return { phase: 'found', entry, staleSince: state.trouble === undefined ? 0 : state.at };
};

/** The subscribe message this shop calls its visitors back with, '' for none. */
export const noticeOf = (state: EntriesState): string => (state.phase === 'ready' ? (state.answer.site.notice ?? '') : '');
