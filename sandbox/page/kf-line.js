import { bubble, make, picture } from './dom.js';
import { word } from './words.js';

const SAFE = /^https?:/;
const link = (url, text) => (SAFE.test(url ?? '') ? make('a', { href: url, rel: 'noreferrer', target: '_blank' }, text) : text);

function menuOf(line, tap) {
  const { head_content: head, list = [], tail_content: tail } = line.content;
  const item = (one) => {
    if (one.type === 'text') return make('p', {}, one.text?.content ?? '');
    if (one.type === 'view') return make('p', {}, link(one.view?.url, one.view?.content ?? ''));
    if (one.type === 'miniprogram') return make('p', {}, one.miniprogram?.content ?? '');
    const button = make('button', { type: 'button', disabled: tap === null, 'data-focus': `${line.msgid} ${one.click?.id}` }, one.click?.content ?? '');
    if (tap) button.addEventListener('click', () => tap(line.msgid, one.click?.id));
    return button;
  };
  return [make('div', { class: 'card' }, head ? make('p', {}, head) : null, ...list.map(item), tail ? make('p', {}, tail) : null)];
}

function contentOf(line, tap) {
  const { kind, content, media } = line;
  if (kind === 'text') return [content.content];
  if (kind === 'image' && media) return [picture(media)];
  if (kind === 'file' && media) return [make('a', { href: new URL(media.url).pathname, download: '' }, word('file'))];
  if (kind === 'msgmenu') return menuOf(line, tap);
  const title = content.title ?? content.name ?? content.userid ?? '';
  return [make('small', {}, word('kinds')[kind] ?? word('otherKind')(kind)), make('strong', {}, link(content.url ?? content.link_url, title || content.link_url || '')), content.address ?? content.desc ?? ''];
}

/** One line of a 微信客服 chat. `side` is whose phone it is; `tap` lets the visitor choose in a menu. */
export function kfLine(line, side, tap) {
  if (line.recalled) return make('p', { class: 'notice' }, word('recalled'));
  const mine = side === 'customer' ? line.from === 'customer' : line.from !== 'customer';
  const who = line.from === 'agent' ? `${word('from').agent} ${line.servicerName}` : word('from')[line.from];
  return bubble(line, mine, ...(line.from === 'customer' ? [] : [make('small', { class: 'who' }, who)]), ...contentOf(line, tap));
}

/** The state of a session in words. */
export function kfState({ state, servicerName }) {
  return state === 3 ? word('servedBy')(servicerName) : word('states')[state];
}
