import type { BroughtCard } from '../../services/brought';
import { blankCard, entryCard, withMerchantCard, type EntryCard } from '../../services/entry-card';
import { noNotice, troubleNotice, unknownNotice, type Notice } from '../../services/notice';
import { noticeOf, oneEntry } from '../../services/one-entry';
import { timeOfDay } from '../../services/shared-values/asking/clock-words';
import type { EntriesState } from '../../services/shared-values/asking/entries';
import { inLanguage, type Language } from '../../services/shared-values/asking/language';
import { say } from '../../services/words';

export interface EntryPageView {
  readonly phase: 'loading' | 'entry' | 'unknown' | 'trouble';
  readonly title: string;
  readonly loading: string;
  readonly goHome: string;
  readonly leave: string;
  readonly stale: string;
  /** Blank unless the phase is `entry`. */
  readonly card: EntryCard;
  /** Who answers: a name and a picture address, '' without one. */
  readonly agent: string;
  readonly avatar: string;
  readonly notice: Notice;
  /** WeChat's template he may be called back with, '' where there is no need. */
  readonly template: string;
  readonly callMe: string;
  readonly language: Language;
}

/** The page of one entry in words; `now` in epoch milliseconds. */
export const entryPageView = (state: EntriesState, key: string, language: Language, now: number, brought?: BroughtCard): EntryPageView => {
  const frame: EntryPageView = {
    phase: 'loading',
    title: say(language, 'homeTitle'),
    loading: say(language, 'loading'),
    goHome: say(language, 'goHome'),
    leave: say(language, 'leave'),
    stale: '',
    card: blankCard,
    agent: '',
    avatar: '',
    notice: noNotice,
    template: '',
    callMe: say(language, 'callMe'),
    language,
  };
  const found = oneEntry(state, key);
  switch (found.phase) {
    case 'loading': return frame;
    case 'unknown': return { ...frame, phase: 'unknown', notice: unknownNotice(language) };
    case 'trouble': return { ...frame, phase: 'trouble', notice: troubleNotice(language, found.code) };
    case 'found': {
      const { entry, staleSince } = found;
      const card = withMerchantCard(entryCard(entry, language, now), brought);
      return {
        ...frame,
        phase: 'entry',
        title: inLanguage(entry.label, language),
        stale: staleSince === 0 ? '' : say(language, 'stale', { time: timeOfDay(staleSince) }),
        card,
        // 微信客服 tells its visitors itself, and whoever leaves words is asked when he sends them
        template: card.tap === 'contact' || card.tap === 'chat' ? noticeOf(state) : '',
        callMe: say(language, entry.state.kind === 'queue' ? 'callMeInQueue' : 'callMe'),
        agent: entry.state.agent?.name ?? '',
        avatar: entry.state.agent?.avatar ?? '',
      };
    }
  }
};
