import { emojis } from '../../../shared/emoji';
import type { Language } from '../../../shared/asking/language';
import { say } from '../words';
import { button, make } from './dom';

/** Emoji to choose from. Arrow keys move within it, so that Tab leaves it at once. */
export const emojiPanel = (language: Language, choose: (emoji: string) => void): HTMLElement => {
  const buttons = emojis.map(({ code, sign }, at) => button({ class: 'emoji', 'aria-label': code, tabindex: at === 0 ? 0 : -1 }, sign, () => choose(sign)));
  const panel = make('div', { class: 'emoji-panel', role: 'group', 'aria-label': say(language, 'emoji'), hidden: true }, ...buttons);

  const inARow = (): number => {
    const top = buttons[0]?.offsetTop;
    const next = buttons.findIndex(({ offsetTop }) => offsetTop !== top);
    return next === -1 ? buttons.length : next;
  };
  panel.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((each) => each === event.target);
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: inARow(), ArrowUp: -inARow() };
    const next = buttons[at + (steps[event.key] ?? 0)];
    if (at === -1 || next === undefined || steps[event.key] === undefined) return;
    event.preventDefault();
    buttons[at]?.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    next.focus();
  });
  return panel;
};
