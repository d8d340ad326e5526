import type { OwnConversationsAnswer } from '../../shared/http/visitor';
import { oneEntry } from './one-entry';
import { isConversationsAnswer } from './shared-values/asking/answers';
import type { EntriesState } from './shared-values/asking/entries';
import { inLanguage, type Language } from './shared-values/asking/language';
import { createWatched, type Watched, type WatchedParts, type WatchedState } from './shared-values/asking/watched';

export type ConversationsState = WatchedState<OwnConversationsAnswer>;
export type Conversations = Watched<OwnConversationsAnswer>;
export type OwnConversation = OwnConversationsAnswer['conversations'][number];

/** While somebody may answer, an answer is seen soon; while nobody can, only another phone of his changes anything. */
const openMs = 15_000;
const restMs = 120_000;

export const isOpen = ({ state }: OwnConversation): boolean => state === 'waiting' || state === 'assigned';

export const oneConversation = (state: ConversationsState, id: string): OwnConversation | undefined =>
  state.phase === 'ready' ? state.answer.conversations.find((one) => one.id === id) : undefined;

/** What it was about: its key when the entry is gone. */
export const labelOf = ({ label, entry }: OwnConversation, entries: EntriesState, language: Language): string => {
  const found = oneEntry(entries, entry);
  const words = label ?? (found.phase === 'found' ? found.entry.label : undefined);
  return words === undefined ? entry : inLanguage(words, language);
};

/** Answers he has not seen, in all his conversations. */
export const unreadOf = (state: ConversationsState): number =>
  state.phase === 'ready' ? state.answer.conversations.reduce((sum, { unread = 0 }) => sum + unread, 0) : 0;

const mostShown = 99;

/** A count as a badge shows it; '' for none. */
export const unreadWords = (count: number): string => (count === 0 ? '' : count > mostShown ? `${mostShown}+` : String(count));

interface Parts extends Pick<WatchedParts<OwnConversationsAnswer>, 'send' | 'timers' | 'random'> {
  /** An answer has come since this was last looked at. */
  readonly answered: () => void;
}

/** The visitor's own conversations, newest first. */
export const createConversations = ({ answered, ...parts }: Parts): Conversations => {
  const watched = createWatched({
    ...parts,
    path: '/api/visitor/conversations',
    isAnswer: isConversationsAnswer,
    everyMs: (answer) => (answer?.conversations.some(isOpen) === true ? openMs : restMs),
  });
  let known: number | undefined;
  const notice = (state: ConversationsState): void => {
    if (state.phase !== 'ready') return;
    const unread = unreadOf(state);
    if (known !== undefined && unread > known) answered();
    known = unread;
  };
  return {
    ...watched,
    watch: (listener) =>
      watched.watch((state) => {
        notice(state);
        listener(state);
      }),
  };
};
