import { button, make } from './dom';

export interface Notice {
  readonly title: string;
  readonly text: string;
  /** What can be done about it. */
  readonly act?: { readonly words: string; readonly run: () => void };
}

/** A whole screen of words: nothing here, or something went wrong. */
export const noticeView = ({ title, text, act }: Notice): HTMLElement =>
  make('div', { class: 'notice', role: 'alert' },
    make('h3', { class: 'notice__title' }, title),
    make('p', { class: 'notice__text' }, text),
    act === undefined ? undefined : button({ class: 'solid' }, act.words, act.run));

/** Drawn while something is on its way. */
export const bones = (words: string, count: number): HTMLElement =>
  make('div', { class: 'bones', role: 'progressbar', 'aria-label': words }, ...Array.from({ length: count }, () => make('div', { class: 'bone' })));
