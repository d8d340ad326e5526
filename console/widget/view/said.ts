import type { Said } from '../chat-items';
import { saidPath } from '../said-path';
import { say } from '../words';
import { button, make, set, showIf, spoken } from './dom';
import { face } from './face';
import { icon } from './icons';
import { cardView, words } from './said-body';
import { fileView, goneView, imageView, type MediaParts } from './said-media';

export interface SaidParts extends MediaParts {
  again(id: string): void;
  drop(id: string): void;
  /** The picture of whoever has this name, '' for none. */
  pictureOf(name: string): string;
}

export interface SaidView {
  readonly element: HTMLElement;
  show(item: Said): void;
}

const body = ({ line }: Said, parts: SaidParts): readonly (Node | string)[] => {
  const { language } = parts;
  const path = saidPath(line);
  switch (line.body.kind) {
    case 'text': return words(line.body.text);
    case 'image': return [path === undefined ? goneView(language) : imageView(path, parts)];
    case 'file': return [fileView(path, 'name' in line.body ? line.body.name : say(language, 'file'), parts)];
    case 'card': return [cardView(line.body)];
    default: return [say(language, 'unsupported')];
  }
};

/** What must be drawn anew when it changes. A picture stays when the server has taken it: the visitor sees it already. */
const bodyKey = ({ line: { body: said, seq } }: Said): string => {
  if (said.kind === 'image') return `image ${'gone' in said}`;
  return said.kind === 'file' ? JSON.stringify([said, seq]) : JSON.stringify(said);
};

const tickWords = { waiting: 'tickWaiting', stored: 'tickStored', read: 'tickRead', failed: 'tickFailed' } as const;

/** One thing somebody said: a bubble, when it was said and how far it has come. */
export const saidView = (first: Said, parts: SaidParts): SaidView => {
  const { language } = parts;
  const bubble = make('div', { class: 'bubble' });
  const meta = make('div', { class: 'said__meta' });
  const trouble = make('div', { class: 'said__trouble' });
  const name = make('span', { class: 'said__name' });
  const side = make('span', { class: 'said__side' });
  const element = make('div', {}, side, make('div', { class: 'said__column' }, name, bubble, meta, trouble));
  let drawn = '';
  let shape = '';

  const drawMeta = ({ time, tick, line: { at } }: Said): void => {
    meta.replaceChildren(make('time', { datetime: new Date(at).toISOString() }, time));
    if (tick !== undefined) meta.append(icon(tick), spoken(say(language, tickWords[tick])));
  };
  const drawTrouble = ({ id, trouble: why }: Said): void => {
    if (why === '') return trouble.replaceChildren();
    trouble.replaceChildren(
      icon('failed'), make('span', {}, why),
      button({ class: 'text-button' }, say(language, 'again'), () => parts.again(id)),
      button({ class: 'text-button' }, say(language, 'drop'), () => parts.drop(id)),
    );
  };

  const show = (item: Said): void => {
    const key = bodyKey(item);
    if (key !== drawn) bubble.replaceChildren(spoken(`${item.name}${language === 'zh' ? '：' : ': '}`), ...body(item, parts));
    drawn = key;
    const { line: _line, ...seen } = item;
    const next = JSON.stringify([seen, parts.pictureOf(item.name)]);
    if (next === shape) return;
    shape = next;
    const kind = item.line.body.kind;
    set(element, { class: ['said', `said--${item.mine ? 'mine' : 'theirs'}`, `said--${kind}`, item.first && 'said--first', item.last && 'said--last'].filter(Boolean).join(' ') });
    name.textContent = item.name;
    showIf(name, !item.mine && item.first);
    side.replaceChildren(...(!item.mine && item.first ? [face({ picture: parts.pictureOf(item.name), sign: [...item.name][0] ?? '' }, 'small')] : []));
    drawMeta(item);
    showIf(meta, item.trouble === '' && (item.last || item.tick === 'waiting'));
    drawTrouble(item);
    showIf(trouble, item.trouble !== '');
  };

  show(first);
  return { element, show };
};
