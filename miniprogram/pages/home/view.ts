import { unreadOf, unreadWords, type ConversationsState } from '../../services/conversations';
import type { EntriesState } from '../../services/entries';
import { timeOfDay } from '../../services/clock-words';
import { entryCard, type EntryCard } from '../../services/entry-card';
import type { Language } from '../../services/language';
import { noNotice, troubleNotice, type Notice } from '../../services/notice';
import { say, spokenOf } from '../../services/words';

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
  /** The way to his own conversations; `unread` as a badge, '' for none. */
  readonly own: { readonly label: string; readonly unread: string; readonly spoken: string };
}

const ownOf = (state: ConversationsState, language: Language): HomeView['own'] => {
  const label = say(language, 'conversations');
  const unread = unreadWords(unreadOf(state));
  return { label, unread, spoken: spokenOf(language, [label, unread === '' ? '' : say(language, 'unreadCount', { count: unread })]) };
};

/** The first page in words; `now` in epoch milliseconds. */
export const homeView = (state: EntriesState, conversations: ConversationsState, language: Language, now: number): HomeView => {
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
    own: ownOf(conversations, language),
  };
  if (state.phase === 'loading') return frame;
  if (state.phase === 'failed') return { ...frame, phase: 'notice', notice: troubleNotice(language, state.failure.code) };
  const { site, entries } = state.answer;
  const stale = state.trouble === undefined ? '' : say(language, 'stale', { time: timeOfDay(state.at) });
  const known = { ...frame, title: site.name, stale };
  if (entries.length > 0) return { ...known, phase: 'list', cards: entries.map((entry) => entryCard(entry, language, now)) };
  return { ...known, phase: 'notice', notice: { title: say(language, 'emptyTitle'), text: say(language, 'emptyText'), act: say(language, 'retry') } };
};
