import type { Language } from '../../../shared/asking/language';
import { say } from '../words';
import { button, make } from './dom';
import { icon } from './icons';

/** One picture over everything, until it is closed by a tap or Escape. Answers how to close it. */
export const openPictureSheet = (shelf: HTMLElement, address: string, language: Language, closed: () => void): (() => void) => {
  const image = make('img', { class: 'sheet__picture', alt: say(language, 'picture') });
  image.src = address;
  const close = (): void => {
    if (!sheet.isConnected) return;
    sheet.remove();
    closed();
  };
  const shut = button({ class: 'icon-button sheet__close', 'aria-label': say(language, 'close') }, icon('close'), close);
  const sheet = make('div', { class: 'sheet', role: 'dialog', 'aria-modal': 'true', 'aria-label': say(language, 'picture') }, image, shut);
  sheet.addEventListener('click', ({ target }) => {
    if (target === sheet || target === image) close();
  });
  sheet.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') event.preventDefault();
  });
  shelf.append(sheet);
  shut.focus();
  return close;
};
