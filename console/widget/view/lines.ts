import type { Item } from '../chat-items';
import { say } from '../words';
import { button, make, showIf, write } from './dom';
import { icon } from './icons';
import { saidView, type SaidParts, type SaidView } from './said';

export interface LinesParts extends SaidParts {
  earlier(): void;
}

export interface LinesView {
  readonly element: HTMLElement;
  show(items: readonly Item[], earlier: 'none' | 'more' | 'loading'): void;
  /** Whether the latest words are in sight. */
  isAtEnd(): boolean;
  toEnd(): void;
}

/** So near to an edge counts as being there. */
const nearPx = 48;

type Drawn = { readonly element: HTMLElement; readonly show?: SaidView['show'] };

/** The words said, oldest first. It stays at the end while the visitor is there, and where he is while he reads back. */
export const linesView = (parts: LinesParts): LinesView => {
  const { language } = parts;
  const drawn = new Map<string, Drawn>();
  const earlierButton = button({ class: 'text-button lines__earlier' }, say(language, 'earlier'), parts.earlier);
  const list = make('div', { class: 'lines__list', role: 'log', 'aria-label': say(language, 'log') });
  const scroll = make('div', { class: 'lines__scroll', tabindex: 0 }, earlierButton, list);
  const jump = button({ class: 'jump', hidden: true }, undefined, () => toEnd());
  const jumpWords = make('span');
  jump.append(icon('down'), jumpWords);
  const element = make('div', { class: 'lines' }, scroll, jump);
  let unseen = 0;
  let wantsEnd = true;
  let earlier: 'none' | 'more' | 'loading' = 'none';

  const isAtEnd = (): boolean => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < nearPx;

  const showJump = (): void => {
    showIf(jump, !wantsEnd);
    write(jumpWords, unseen > 0 ? say(language, 'newBelow', { count: unseen }) : say(language, 'toEnd'));
  };

  const toEnd = (): void => {
    wantsEnd = true;
    unseen = 0;
    scroll.scrollTop = scroll.scrollHeight;
    showJump();
  };

  scroll.addEventListener('scroll', () => {
    wantsEnd = isAtEnd();
    if (wantsEnd) unseen = 0;
    showJump();
    if (scroll.scrollTop < nearPx && earlier === 'more') parts.earlier();
  }, { passive: true });
  // a picture that loads late, or a keyboard that comes up, must not push the latest words out of sight
  const stay = (): void => {
    if (wantsEnd) toEnd();
  };
  list.addEventListener('load', stay, true);
  if (typeof ResizeObserver !== 'undefined') new ResizeObserver(stay).observe(scroll);

  const draw = (item: Item): HTMLElement => {
    const known = drawn.get(item.id);
    if (item.kind !== 'said') {
      const middle = known?.element ?? make('p', { class: `middle middle--${item.kind}` });
      write(middle, item.words);
      drawn.set(item.id, { element: middle });
      return middle;
    }
    if (known?.show !== undefined) {
      known.show(item);
      return known.element;
    }
    const made = saidView(item, parts);
    drawn.set(item.id, made);
    return made.element;
  };

  const place = (items: readonly Item[]): void => {
    const ids = new Set(items.map(({ id }) => id));
    for (const [id, old] of drawn) {
      if (ids.has(id)) continue;
      old.element.remove();
      drawn.delete(id);
    }
    let next = list.firstChild;
    for (const item of items) {
      const node = draw(item);
      if (node === next) next = next.nextSibling;
      else list.insertBefore(node, next);
    }
  };

  return {
    element,
    isAtEnd: () => wantsEnd,
    toEnd,
    show(items, more) {
      const before = { height: scroll.scrollHeight, top: scroll.scrollTop, last: list.lastChild };
      const hadWords = drawn.size > 0;
      const oldFirst = list.firstChild;
      // old words that are fetched are no news: a screen reader shall not read them out
      const first = items[0];
      const isHistory = hadWords && first !== undefined && !drawn.has(first.id);
      if (isHistory) list.setAttribute('aria-busy', 'true');
      const fresh = items.filter((item) => item.kind === 'said' && !item.mine && !drawn.has(item.id)).length;
      place(items);
      earlier = more;
      showIf(earlierButton, more !== 'none');
      write(earlierButton, say(language, more === 'loading' ? 'loadingEarlier' : 'earlier'));
      earlierButton.disabled = more === 'loading';
      requestAnimationFrame(() => list.removeAttribute('aria-busy'));
      if (wantsEnd) toEnd();
      else if (list.firstChild !== oldFirst) scroll.scrollTop = before.top + scroll.scrollHeight - before.height;
      else if (list.lastChild !== before.last) unseen += fresh;
      showJump();
    },
  };
};
