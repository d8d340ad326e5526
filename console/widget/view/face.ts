import { make } from './dom';

/** A picture of somebody, or his sign while there is none or when it does not load. */
export const face = ({ picture, sign }: { picture: string; sign: string }, look: string): HTMLElement => {
  const element = make('span', { class: `face face--${look}`, 'aria-hidden': 'true' }, sign);
  if (picture === '') return element;
  const image = make('img', { class: 'face__picture', alt: '', referrerpolicy: 'no-referrer' });
  image.addEventListener('load', () => element.replaceChildren(image));
  image.src = picture;
  return element;
};
