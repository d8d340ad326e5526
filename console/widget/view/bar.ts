import type { Language } from '../../../shared/asking/language';
import { say } from '../words';
import { button, make, set, showIf, write } from './dom';
import { face } from './face';
import { icon } from './icons';

export interface BarState {
  readonly title: string;
  readonly sub: string;
  /** Absent: no face. */
  readonly face?: { readonly picture: string; readonly sign: string };
  readonly canGoBack: boolean;
  readonly canEnd: boolean;
  readonly soundIsOn: boolean;
}

export interface BarParts {
  readonly language: Language;
  /** A page that is nothing but the chat has nothing to close. */
  readonly canClose: boolean;
  back(): void;
  close(): void;
  end(): void;
  switchSound(): void;
  switchLanguage(): void;
}

export interface BarView {
  readonly element: HTMLElement;
  show(state: BarState): void;
  /** Closes the menu; false when it was not open. */
  escape(): boolean;
}

/** The upper edge: where one is, who answers, and a menu. */
export const barView = (parts: BarParts): BarView => {
  const { language } = parts;
  const back = button({ class: 'icon-button', 'aria-label': say(language, 'back') }, icon('back'), parts.back);
  const who = make('span', { class: 'bar__face' });
  const title = make(parts.canClose ? 'h2' : 'h1', { class: 'bar__title' });
  const sub = make('p', { class: 'bar__sub', role: 'status' });
  const more = button({ class: 'icon-button', 'aria-label': say(language, 'more'), 'aria-expanded': 'false', 'aria-controls': 'zhida-menu' }, icon('more'), () => showMenu(menu.hidden));
  const act = (run: () => void) => (): void => {
    showMenu(false);
    more.focus();
    run();
  };
  const sound = button({ class: 'menu__item' }, undefined, act(parts.switchSound));
  const end = button({ class: 'menu__item menu__item--alert' }, say(language, 'endChat'), act(parts.end));
  const other = button({ class: 'menu__item', lang: language === 'zh' ? 'en' : 'zh-CN' }, say(language, 'otherLanguage'), act(parts.switchLanguage));
  const menu = make('div', { class: 'menu', id: 'zhida-menu', hidden: true }, sound, other, end);
  const close = button({ class: 'icon-button', 'aria-label': say(language, 'close') }, icon('close'), parts.close);
  const element = make('header', { class: 'bar' }, back, who, make('div', { class: 'bar__words' }, title, sub), more, parts.canClose ? close : undefined, menu);
  let drawnFace = '';

  const showMenu = (shown: boolean): void => {
    showIf(menu, shown);
    set(more, { 'aria-expanded': String(shown) });
    if (shown) sound.focus();
  };
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget) && relatedTarget !== more) showMenu(false);
  });

  return {
    element,
    show(state) {
      write(title, state.title);
      write(sub, state.sub);
      showIf(sub, state.sub !== '');
      showIf(back, state.canGoBack);
      showIf(end, state.canEnd);
      write(sound, say(language, state.soundIsOn ? 'soundOff' : 'soundOn'));
      const key = JSON.stringify(state.face);
      if (key === drawnFace) return;
      drawnFace = key;
      who.replaceChildren(...(state.face === undefined ? [] : [face(state.face, 'agent')]));
      showIf(who, state.face !== undefined);
    },
    escape() {
      if (menu.hidden) return false;
      showMenu(false);
      more.focus();
      return true;
    },
  };
};
