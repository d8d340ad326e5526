import type { EntryState, EntryView } from '../../shared/http/visitor';
import type { BroughtCard } from './brought';
import { dayAndTime } from './clock-words';
import { inLanguage, type Language } from './language';
import { say, spokenOf, type WordKey } from './words';

/** What the tap does: WeChat's contact button, 微信客服, our chat page, or leaving words. */
export type TapKind = 'contact' | 'kf' | 'chat' | 'leave-message';

/** An entry ready to be drawn. Plain JSON without `undefined`, as setData wants it. */
export interface EntryCard {
  readonly key: string;
  readonly label: string;
  /** Address of a picture, or ''. */
  readonly picture: string;
  /** Shown where there is no picture: an emoji, or the label's first character. */
  readonly sign: string;
  readonly tone: 'here' | 'stand-in' | 'busy' | 'away';
  readonly badge: string;
  /** Expected wait, people ahead, opening time; '' when there is nothing to say. */
  readonly wait: string;
  /** Who answers or stands in, in the server's polite words. */
  readonly sentence: string;
  readonly tap: TapKind;
  readonly tapLabel: string;
  readonly tapLabelLarge: string;
  /** An offer below a button that means waiting; '' without one. */
  readonly leaveOffer: string;
  /** For a screen reader: everything above in one breath. */
  readonly spoken: string;
  /** `cardImage` is '' for WeChat's own choice: a picture of the page. */
  readonly contact: { readonly sessionFrom: string; readonly cardTitle: string; readonly cardPath: string; readonly cardImage: string };
  readonly kf: { readonly url: string; readonly corpId: string };
}

/** Drawn while there is no entry yet. */
export const blankCard: EntryCard = {
  key: '', label: '', picture: '', sign: '', tone: 'away', badge: '', wait: '', sentence: '', tap: 'leave-message', tapLabel: '', tapLabelLarge: '',
  leaveOffer: '', spoken: '', contact: { sessionFrom: '', cardTitle: '', cardPath: '', cardImage: '' }, kf: { url: '', corpId: '' },
};

type Look = { readonly tone: EntryCard['tone']; readonly badge: WordKey; readonly answers: boolean };

const looks: Readonly<Record<EntryState['kind'], Look>> = {
  'available': { tone: 'here', badge: 'badgeAvailable', answers: true },
  'stand-in': { tone: 'stand-in', badge: 'badgeStandIn', answers: true },
  'queue': { tone: 'busy', badge: 'badgeQueue', answers: true },
  'leave-message': { tone: 'away', badge: 'badgeLeave', answers: false },
  'no-seats': { tone: 'busy', badge: 'badgeNoSeats', answers: false },
  'outside-hours': { tone: 'away', badge: 'badgeOutsideHours', answers: false },
};

/** A kind that a newer server may add is treated like one where nobody answers. */
const lookOf = (kind: EntryState['kind']): Look =>
  Object.prototype.hasOwnProperty.call(looks, kind) ? looks[kind] : looks['leave-message'];

const tapOf = ({ state, invitation }: EntryView): TapKind => {
  if (!lookOf(state.kind).answers) return 'leave-message';
  const { kind } = invitation;
  return kind === 'contact' || kind === 'kf' || kind === 'chat' ? kind : 'leave-message';
};

const contactOf = (invitation: EntryView['fallback']): EntryCard['contact'] | undefined =>
  invitation?.kind === 'contact' ? { sessionFrom: invitation.sessionFrom, cardTitle: invitation.cardTitle, cardPath: invitation.cardPath, cardImage: '' } : undefined;

/** After 微信客服 failed to open: the contact button to the same people, where there is one. */
export const withoutKf = (card: EntryCard): EntryCard => (card.tap === 'kf' && card.contact.sessionFrom !== '' ? { ...card, tap: 'contact' } : card);

/** In WeChat's own chat the card a visitor may send is the merchant's, where he gave one. */
export const withMerchantCard = (card: EntryCard, brought: BroughtCard | undefined): EntryCard => {
  if (brought === undefined) return card;
  const { contact } = card;
  return { ...card, contact: { ...contact, cardTitle: brought.title, cardPath: brought.path?.slice(1) ?? contact.cardPath, cardImage: brought.image ?? '' } };
};

/** A range for the wait in minutes; never less than one. */
export const waitRange = ({ fromMinutes, toMinutes }: NonNullable<EntryState['wait']>, language: Language): string => {
  const from = Math.max(1, fromMinutes);
  const to = Math.max(from, toMinutes);
  return say(language, from === to ? 'waitOne' : 'wait', { from, to });
};

const waitOf = (state: EntryState, language: Language, now: number): string => {
  const parts: string[] = [];
  if (state.wait !== undefined) parts.push(waitRange(state.wait, language));
  if (state.kind === 'queue' && state.waiting !== undefined && state.waiting > 0) parts.push(say(language, 'ahead', { count: state.waiting }));
  if (state.kind === 'outside-hours' && state.opensAt !== undefined) parts.push(say(language, 'opens', { when: dayAndTime(language, state.opensAt, now) }));
  return parts.join(' · ');
};

const isAddress = (icon: string): boolean => /^(https?:\/\/|\/|data:image\/)/.test(icon);

/** Draws one entry in words; `now` in epoch milliseconds. */
export const entryCard = (view: EntryView, language: Language, now: number): EntryCard => {
  const { state, invitation } = view;
  const label = inLanguage(view.label, language);
  const look = lookOf(state.kind);
  const icon = view.icon ?? state.agent?.avatar ?? '';
  const picture = isAddress(icon) ? icon : '';
  const isEmoji = picture === '' && icon !== '' && [...icon].length <= 4 && !/[a-z]/i.test(icon);
  const tap = tapOf(view);
  const waits = state.kind === 'queue';
  const tapLabel = say(language, tap === 'leave-message' ? 'leave' : waits ? 'queueUp' : 'contact');
  const badge = say(language, look.badge);
  const wait = waitOf(state, language, now);
  const sentence = inLanguage(state.words, language);
  return {
    key: view.key,
    label,
    picture,
    sign: isEmoji ? icon : ([...label][0] ?? ''),
    tone: look.tone,
    badge,
    wait,
    sentence,
    tap,
    tapLabel,
    tapLabelLarge: say(language, tap === 'leave-message' ? 'leaveLarge' : waits ? 'queueLarge' : 'contactLarge'),
    leaveOffer: waits && tap !== 'leave-message' ? say(language, 'leaveInstead') : '',
    spoken: spokenOf(language, [label, badge, wait, sentence, tapLabel]),
    contact: contactOf(invitation) ?? contactOf(view.fallback) ?? blankCard.contact,
    kf: invitation.kind === 'kf' ? { url: invitation.url, corpId: invitation.corpId } : { url: '', corpId: '' },
  };
};
