import { timeOfDay } from '../../../shared/asking/clock-words';
import type { EntriesState } from '../../../shared/asking/entries';
import type { FailureCode } from '../../../shared/asking/failure';
import type { Language } from '../../../shared/asking/language';
import { homeCard, type HomeCard } from '../home-cards';
import type { TroubleWords } from '../trouble-words';
import { say } from '../words';
import { button, focused, make } from './dom';
import { face } from './face';
import { icon } from './icons';
import { bones, noticeView } from './notice';

export interface HomeParts {
  readonly language: Language;
  now(): number;
  chat(entry: string): void;
  leave(entry: string): void;
  retry(): void;
  troubleWords(code: FailureCode): TroubleWords;
}

export interface HomeView {
  readonly element: HTMLElement;
  /** `unread`: answers not seen, by entry. */
  show(state: EntriesState, unread: (entry: string) => number): void;
  focus(): void;
}

/** The site's entries, each with its truthful state. */
export const homeView = (parts: HomeParts): HomeView => {
  const { language } = parts;
  const head = make('div', { class: 'home__head' }, make('h3', { class: 'home__question' }, say(language, 'question')), make('p', { class: 'home__hint' }, say(language, 'hint')));
  const body = make('div', { class: 'home__body' });
  const element = make('div', { class: 'home' }, head, body);
  let drawn = '';

  const cardView = (card: HomeCard, unread: number): HTMLElement => {
    const inside = [
      face(card, card.tone),
      make('span', { class: 'entry__body' },
        make('span', { class: 'entry__label' }, card.label, unread > 0 ? make('span', { class: 'badge' }, say(language, 'unreadHere', { count: unread })) : undefined),
        make('span', { class: `entry__state entry__state--${card.tone}` }, make('span', { class: 'entry__dot' }), card.badge, card.wait === '' ? undefined : make('span', { class: 'entry__wait' }, card.wait)),
        make('span', { class: 'entry__sentence' }, card.sentence)),
      make('span', { class: `entry__tap${card.tapWords === say(language, 'leave') ? ' entry__tap--quiet' : ''}` }, card.tapWords, card.tap.kind === 'link' ? icon('out') : undefined),
    ];
    const { tap, key } = card;
    if (tap.kind === 'link') return make('a', { class: 'entry', href: tap.url, target: '_blank', rel: 'noopener noreferrer', title: say(language, 'opensWeCom'), 'data-entry': key }, ...inside);
    const element = button({ class: 'entry', 'data-entry': key }, undefined, () => (tap.kind === 'chat' ? parts.chat(key) : parts.leave(key)));
    element.append(...inside);
    return element;
  };

  const draw = (state: EntriesState, unread: (entry: string) => number): readonly HTMLElement[] => {
    if (state.phase === 'loading') return [bones(say(language, 'loading'), 3)];
    const act = { words: say(language, 'retry'), run: parts.retry };
    if (state.phase === 'failed') return [noticeView({ ...parts.troubleWords(state.failure.code), act })];
    const { entries } = state.answer;
    if (entries.length === 0) return [noticeView({ title: say(language, 'emptyTitle'), text: say(language, 'emptyText'), act })];
    const list = make('ul', { class: 'home__list' }, ...entries.map((entry) => make('li', {}, cardView(homeCard(entry, language, parts.now()), unread(entry.key)))));
    if (state.trouble === undefined) return [list];
    return [button({ class: 'stale' }, say(language, 'stale', { time: timeOfDay(state.at) }), parts.retry), list];
  };

  return {
    element,
    show(state, unread) {
      const counts = state.phase === 'ready' ? state.answer.entries.map(({ key }) => unread(key)) : [];
      const key = JSON.stringify([state, counts]);
      if (key === drawn) return;
      drawn = key;
      const active = focused(body);
      const chosen = body.contains(active ?? null) ? active?.dataset['entry'] : undefined;
      head.hidden = state.phase !== 'ready';
      body.replaceChildren(...draw(state, unread));
      // a refresh must not throw the keyboard out of the list
      if (chosen !== undefined) body.querySelector<HTMLElement>(`[data-entry="${CSS.escape(chosen)}"]`)?.focus();
    },
    focus: () => (body.querySelector<HTMLElement>('button, a') ?? body).focus(),
  };
};
