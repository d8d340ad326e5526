import { button, make } from './dom';
import type { Say } from './words';

/** WeChat's own question whether the program may send a notice. */
export const askPermit = (shelf: HTMLElement, say: Say): Promise<boolean> =>
  new Promise((resolve) => {
    const answer = (allowed: boolean) => (): void => {
      veil.remove();
      resolve(allowed);
    };
    const decline = button({ class: 'dialog__no' }, say('decline'), answer(false));
    const allow = button({ class: 'dialog__yes' }, say('allow'), answer(true));
    const dialog = make('div', { class: 'dialog', role: 'alertdialog', 'aria-modal': 'true', 'aria-label': say('permitAsk') },
      make('h2', {}, say('permitAsk')), make('p', {}, say('permitAbout')), make('div', { class: 'dialog__acts' }, decline, allow));
    const veil = make('div', { class: 'veil' }, dialog);
    shelf.append(veil);
    allow.focus();
  });
