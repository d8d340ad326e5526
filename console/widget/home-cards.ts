import { badgeWords, faceOf, lookOf, waitWords, type EntryLook } from '../../shared/asking/entry-look';
import { inLanguage, type Language } from '../../shared/asking/language';
import type { EntryView } from '../../shared/http/visitor';
import { say } from './words';

/** What a tap on an entry does on a web page: our chat, a link into WeChat, or leaving words. */
export type HomeTap = { readonly kind: 'chat' | 'leave' } | { readonly kind: 'link'; readonly url: string };

/** An entry as the list shows it. */
export interface HomeCard {
  readonly key: string;
  readonly label: string;
  readonly picture: string;
  readonly sign: string;
  readonly tone: EntryLook['tone'];
  readonly badge: string;
  /** Expected wait, people ahead, opening time; '' when there is nothing to say. */
  readonly wait: string;
  /** Who answers or stands in, in the server's polite words. */
  readonly sentence: string;
  readonly tap: HomeTap;
  readonly tapWords: string;
}

const isWeb = (url: string): boolean => /^https?:\/\//i.test(url);

/** Where nobody answers, the chat itself says so and takes words; it also knows whether one goes on there. */
const tapOf = ({ channel, invitation }: EntryView): HomeTap => {
  if (channel === 'chat' && invitation.kind === 'chat') return { kind: 'chat' };
  if (invitation.kind === 'kf' && isWeb(invitation.url)) return { kind: 'link', url: invitation.url };
  return { kind: 'leave' };
};

/** `now` in epoch milliseconds. */
export const homeCard = (view: EntryView, language: Language, now: number): HomeCard => {
  const { state } = view;
  const label = inLanguage(view.label, language);
  const look = lookOf(state.kind);
  const tap = tapOf(view);
  const leaves = tap.kind === 'leave' || !look.answers;
  return {
    key: view.key, label, ...faceOf(view.icon ?? state.agent?.avatar ?? '', label),
    tone: look.tone, badge: badgeWords(look, language), wait: waitWords(state, language, now), sentence: inLanguage(state.words, language),
    tap: tap.kind === 'link' && !look.answers ? { kind: 'leave' } : tap,
    tapWords: say(language, leaves ? 'leave' : state.kind === 'queue' ? 'queueUp' : 'contact'),
  };
};
