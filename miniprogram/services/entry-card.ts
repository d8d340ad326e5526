import type { EntryView } from '../../shared/http/visitor';
import type { BroughtCard } from './brought';
import { badgeWords, faceOf, lookOf, waitWords, type EntryLook } from './shared-values/asking/entry-look';
import { inLanguage, type Language } from './shared-values/asking/language';
import { say, spokenOf } from './words';

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
  readonly tone: EntryLook['tone'];
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

/** Draws one entry in words; `now` in epoch milliseconds. */
export const entryCard = (view: EntryView, language: Language, now: number): EntryCard => {
  const { state, invitation } = view;
  const label = inLanguage(view.label, language);
  const look = lookOf(state.kind);
  const icon = view.icon ?? state.agent?.avatar ?? '';
  const tap = tapOf(view);
  const waits = state.kind === 'queue';
  const tapLabel = say(language, tap === 'leave-message' ? 'leave' : waits ? 'queueUp' : 'contact');
  const badge = badgeWords(look, language);
  const wait = waitWords(state, language, now);
  const sentence = inLanguage(state.words, language);
  return {
    key: view.key,
    label,
    ...faceOf(icon, label),
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
