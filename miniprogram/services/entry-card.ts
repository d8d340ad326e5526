import type { EntryView } from '../../shared/http/visitor';
import type { BroughtCard } from './brought';
import { entryFace, lookOf, type EntryFace } from './shared-values/asking/entry-look';
import type { Language } from './shared-values/asking/language';
import { say, spokenOf } from './words';

/** What the tap does: WeChat's contact button, 微信客服, our chat page, or leaving words. */
export type TapKind = 'contact' | 'kf' | 'chat' | 'leave-message';

/** An entry ready to be drawn. Plain JSON without `undefined`, as setData wants it. */
export interface EntryCard extends EntryFace {
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
  const face = entryFace(view, language, now);
  const tap = tapOf(view);
  const waits = state.kind === 'queue';
  const tapLabel = say(language, tap === 'leave-message' ? 'leave' : waits ? 'queueUp' : 'contact');
  return {
    ...face,
    tap,
    tapLabel,
    tapLabelLarge: say(language, tap === 'leave-message' ? 'leaveLarge' : waits ? 'queueLarge' : 'contactLarge'),
    leaveOffer: waits && tap !== 'leave-message' ? say(language, 'leaveInstead') : '',
    spoken: spokenOf(language, [face.label, face.badge, face.wait, face.sentence, tapLabel]),
    contact: contactOf(invitation) ?? contactOf(view.fallback) ?? blankCard.contact,
    kf: invitation.kind === 'kf' ? { url: invitation.url, corpId: invitation.corpId } : { url: '', corpId: '' },
  };
};
