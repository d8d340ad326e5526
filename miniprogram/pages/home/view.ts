import { unreadOf, unreadWords, type ConversationsState } from '../../services/conversations';
import type { EntriesState } from '../../services/shared-values/asking/entries';
import type { Language } from '../../services/shared-values/asking/language';
import { say, spokenOf } from '../../services/words';

export interface HomeView {
  readonly title: string;
  readonly question: string;
  readonly hint: string;
  readonly language: Language;
  readonly otherLanguage: string;
  /** The way to his own conversations; `unread` as a badge, '' for none. */
  readonly own: { readonly label: string; readonly unread: string; readonly spoken: string };
}

const ownOf = (state: ConversationsState, language: Language): HomeView['own'] => {
  const label = say(language, 'conversations');
  const unread = unreadWords(unreadOf(state));
  return { label, unread, spoken: spokenOf(language, [label, unread === '' ? '' : say(language, 'unreadCount', { count: unread })]) };
};

/** What stands around the entries on the first page, in words. */
export const homeView = (state: EntriesState, conversations: ConversationsState, language: Language): HomeView => ({
  title: state.phase === 'ready' ? state.answer.site.name : say(language, 'homeTitle'),
  question: say(language, 'homeQuestion'),
  hint: say(language, 'homeHint'),
  language,
  otherLanguage: say(language, 'otherLanguage'),
  own: ownOf(conversations, language),
});
