import type { EntriesState } from '../../services/entries';
import { timeOfDay } from '../../services/clock-words';
import { entryCard, type EntryCard } from '../../services/entry-card';
import type { Language } from '../../services/language';
import { noNotice, troubleNotice, type Notice } from '../../services/notice';
import { say } from '../../services/words';

export interface HomeView {
  readonly phase: 'loading' | 'list' | 'notice';
  readonly title: string;
  readonly question: string;
  readonly hint: string;
  readonly otherLanguage: string;
  readonly loading: string;
  readonly leave: string;
  /** When refreshing fails: since when the list is old; else ''. */
  readonly stale: string;
  readonly cards: readonly EntryCard[];
  readonly notice: Notice;
}

/** The first page in words; `now` in epoch milliseconds. */
export const homeView = (state: EntriesState, language: Language, now: number): HomeView => {
  const frame: HomeView = {
    phase: 'loading',
    title: say(language, 'homeTitle'),
    question: say(language, 'homeQuestion'),
    hint: say(language, 'homeHint'),
    otherLanguage: say(language, 'otherLanguage'),
    loading: say(language, 'loading'),
    leave: say(language, 'leave'),
    stale: '',
    cards: [],
    notice: noNotice,
  };
  if (state.phase === 'loading') return frame;
  if (state.phase === 'failed') return { ...frame, phase: 'notice', notice: troubleNotice(language, state.failure.code) };
  const { site, entries } = state.answer;
  const stale = state.trouble === undefined ? '' : say(language, 'stale', { time: timeOfDay(state.at) });
  const known = { ...frame, title: site.name, stale };
  if (entries.length > 0) return { ...known, phase: 'list', cards: entries.map((entry) => entryCard(entry, language, now)) };
  return { ...known, phase: 'notice', notice: { title: say(language, 'emptyTitle'), text: say(language, 'emptyText'), act: say(language, 'retry') } };
};
