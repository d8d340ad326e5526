import { withSigns } from '../../../shared/emoji';
import type { TalkLine } from '../../../shared/talk/parts';
import { textParts } from '../text-parts';
import { make } from './dom';

const link = (text: string, address: string): HTMLElement => make('a', { class: 'link', href: address, target: '_blank', rel: 'noopener noreferrer nofollow' }, text);

/** Words, with addresses that can be opened and WeChat's codes as the emoji they stand for. */
export const words = (text: string): readonly (Node | string)[] =>
  textParts(text).map((part) => ('link' in part ? link(part.text, part.link) : withSigns(part.text)));

type Card = Extract<TalkLine['body'], { kind: 'card' }>;

/** A product or an order. One that leads into the mini-program can only be looked at here. */
export const cardView = ({ title, text, url, image }: Card): HTMLElement => {
  const parts = [
    image === undefined ? undefined : pictureOf(image),
    make('span', { class: 'card__title' }, title),
    text === undefined ? undefined : make('span', { class: 'card__text' }, text),
  ];
  const opens = url !== undefined && /^https?:\/\//i.test(url);
  return opens ? make('a', { class: 'card', href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, ...parts) : make('span', { class: 'card' }, ...parts);
};

/** The merchant's own picture; where his policy forbids it the card does without. */
const pictureOf = (address: string): HTMLElement => {
  const image = make('img', { class: 'card__image', alt: '', loading: 'lazy', referrerpolicy: 'no-referrer' });
  image.addEventListener('error', () => image.remove());
  image.src = address;
  return image;
};
