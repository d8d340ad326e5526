import { entryFace, lookOf, type EntryFace } from '../../shared/asking/entry-look';
import type { Language } from '../../shared/asking/language';
import type { EntryView } from '../../shared/http/visitor';
import { say } from './words';

/** What a tap on an entry does on a web page: our chat, a link into WeChat, or leaving words. */
export type HomeTap = { readonly kind: 'chat' | 'leave' } | { readonly kind: 'link'; readonly url: string };

/** An entry as the list shows it. */
export interface HomeCard extends EntryFace {
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
  const { kind } = view.state;
  const { answers } = lookOf(kind);
  const tap = tapOf(view);
  const leaves = tap.kind === 'leave' || !answers;
  return {
    ...entryFace(view, language, now),
    tap: tap.kind === 'link' && !answers ? { kind: 'leave' } : tap,
    tapWords: say(language, leaves ? 'leave' : kind === 'queue' ? 'queueUp' : 'contact'),
  };
};
