import type { EntryState } from '../../../shared/http/visitor';
import { chatHead, type ChatHead } from '../../services/chat-head';
import { chatItems, type ChatItem } from '../../services/chat-items';
import type { ChatRoom } from '../../services/chat-room';
import { sayChat } from '../../services/chat-words';
import { noNotice, troubleNotice, unknownNotice, type Notice } from '../../services/notice';
import { noticeOf, oneEntry } from '../../services/one-entry';
import type { EntriesState } from '../../services/shared-values/asking/entries';
import { isFailureCode } from '../../services/shared-values/asking/failure';
import { inLanguage, type Language } from '../../services/shared-values/asking/language';
import type { TalkView } from '../../services/shared-values/talk/parts';
import { say } from '../../services/words';

/** Everything of the chat page but its lines. Plain JSON. */
export interface ChatPageView {
  readonly phase: 'chat' | 'notice';
  readonly title: string;
  readonly language: Language;
  readonly head: ChatHead;
  readonly earlier: string;
  readonly isLoading: boolean;
  readonly isLeft: boolean;
  /** What came while he reads further up; '' for nothing. */
  readonly news: string;
  /** False: he is not asked. */
  readonly survey: false | { readonly stars: number };
  readonly notice: Notice;
  /** What the notice's button does. */
  readonly act: 'leave' | 'retry' | 'home';
  /** WeChat's template he may be called back with, '' where there is no need. */
  readonly template: string;
  readonly callMe: string;
  readonly end: string;
  readonly leave: string;
  readonly again: string;
  readonly drop: string;
  readonly goHome: string;
}

/** What a refused entering offers instead, where the server said so. */
const offeredBy = (detail: unknown): Partial<Pick<EntryState, 'words'>> =>
  typeof detail === 'object' && detail !== null && 'words' in detail && isWords(detail.words) ? { words: detail.words } : {};

const isWords = (value: unknown): value is EntryState['words'] => typeof value === 'object' && value !== null && 'zh' in value && typeof value.zh === 'string';

const refusal = ({ code, message, detail }: NonNullable<TalkView['refused']>, language: Language): Pick<ChatPageView, 'notice' | 'act'> => {
  if (code === 'entry-unknown') return { notice: unknownNotice(language), act: 'home' };
  if (code === 'no-agent-online' || code === 'no-seats') {
    const { words } = offeredBy(detail);
    const title = sayChat(language, code === 'no-seats' ? 'fullTitle' : 'refusedTitle');
    return { notice: { title, text: words === undefined ? message : inLanguage(words, language), act: say(language, 'leaveLarge') }, act: 'leave' };
  }
  return { notice: troubleNotice(language, isFailureCode(code) ? code : 'unavailable'), act: 'retry' };
};

const earlierOf = ({ earlier }: TalkView, language: Language): string => {
  if (earlier === 'none') return '';
  return sayChat(language, earlier === 'more' ? 'earlier' : 'loadingEarlier');
};

export interface Place {
  readonly key: string;
  readonly language: Language;
  /** He sees the newest line. */
  readonly isAtEnd: boolean;
  /** He does not want to be asked how it was. */
  readonly isSurveyPutOff: boolean;
}

export const chatPageView = (view: TalkView, entries: EntriesState, { key, language, isAtEnd, isSurveyPutOff }: Place): ChatPageView => {
  const found = oneEntry(entries, key);
  const label = found.phase === 'found' ? inLanguage(found.entry.label, language) : say(language, 'homeTitle');
  const { state, refused } = view;
  const frame: ChatPageView = {
    phase: 'chat',
    title: label,
    language,
    head: chatHead(view, label, language),
    earlier: earlierOf(view, language),
    isLoading: view.earlier === 'loading',
    isLeft: state?.state === 'left',
    news: isAtEnd ? '' : view.unread > 0 ? sayChat(language, 'news', { count: view.unread }) : sayChat(language, 'toEnd'),
    survey: state?.survey === undefined || isSurveyPutOff ? false : { stars: state.survey.stars ?? 0 },
    notice: noNotice,
    act: 'retry',
    template: state?.state === 'waiting' || state?.state === 'left' ? noticeOf(entries) : '',
    callMe: say(language, 'callMe'),
    end: sayChat(language, 'end'),
    leave: say(language, 'leaveInstead'),
    again: sayChat(language, 'again'),
    drop: sayChat(language, 'drop'),
    goHome: say(language, 'goHome'),
  };
  if (refused === undefined) return frame;
  const told = refusal(refused, language);
  return { ...frame, ...told, phase: 'notice', template: told.act === 'leave' ? noticeOf(entries) : '', callMe: sayChat(language, 'tellMe') };
};

export const itemsOf = (room: ChatRoom, language: Language, now: number): readonly ChatItem[] =>
  chatItems({ view: room.view(), sendingUp: room.sendingUp(), picture: room.picture, language, now });
