import type { Language } from '../../../shared/asking/language';
import { say } from '../words';
import { button, make, set, showIf, write } from './dom';
import { icon } from './icons';

export interface LauncherView {
  readonly element: HTMLElement;
  show(state: { language: Language; isOpen: boolean; unread: number }): void;
  focus(): void;
}

/** The button in the corner of the page. */
export const launcherView = (toggle: () => void): LauncherView => {
  const element = button({ class: 'launcher', 'aria-haspopup': 'dialog' }, undefined, toggle);
  const badge = make('span', { class: 'launcher__badge', 'aria-hidden': 'true', hidden: true });
  const [chat, close] = [icon('chat'), icon('close')];
  element.append(chat, badge);
  return {
    element,
    focus: () => element.focus(),
    show({ language, isOpen, unread }) {
      const words = isOpen ? say(language, 'close') : unread > 0 ? say(language, 'launcherUnread', { count: unread }) : say(language, 'launcher');
      set(element, { 'aria-label': words, 'aria-expanded': String(isOpen), title: words });
      const wanted = isOpen ? close : chat;
      if (element.firstChild !== wanted) element.firstChild?.replaceWith(wanted);
      showIf(badge, unread > 0 && !isOpen);
      write(badge, unread > 99 ? '99+' : String(unread));
    },
  };
};
