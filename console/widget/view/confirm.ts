import type { Language } from '../../../shared/asking/language';
import { say } from '../words';
import { button, make } from './dom';

/** Asks before the conversation is ended. Answers how to close it unanswered. */
export const confirmEnd = (shelf: HTMLElement, language: Language, end: () => void, closed: () => void): (() => void) => {
  const close = (): void => {
    if (!veil.isConnected) return;
    veil.remove();
    closed();
  };
  const stay = button({ class: 'quiet' }, say(language, 'cancel'), close);
  const go = button({ class: 'solid solid--alert' }, say(language, 'endYes'), () => {
    close();
    end();
  });
  const box = make('div', { class: 'confirm', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': say(language, 'endQuestion'), 'aria-describedby': 'zhida-end-hint' },
    make('h3', { class: 'confirm__title' }, say(language, 'endQuestion')),
    make('p', { class: 'confirm__text', id: 'zhida-end-hint' }, say(language, 'endHint')),
    make('div', { class: 'confirm__acts' }, stay, go));
  const veil = make('div', { class: 'veil' }, box);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Tab') return;
    event.preventDefault();
    (event.target === stay ? go : stay).focus();
  });
  shelf.append(veil);
  stay.focus();
  return close;
};
