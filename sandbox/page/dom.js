import { word } from './words.js';

/** An element with attributes and children; text children are never read as HTML. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

export const byId = (id) => document.getElementById(id);

export const momentOf = (at) => new Date(at).toLocaleString('zh-CN', { month: 'numeric', day: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
export const timeOf = (at) => new Date(at).toLocaleTimeString('zh-CN', { hour12: false });

/** Calls the control API; a refusal becomes a line of trouble on the page. */
export async function control(method, path, body) {
  const init = method === 'GET' ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
  const response = await fetch(`/control${path}`, init);
  const answer = await response.json();
  if (!response.ok) {
    trouble(word('refusals')[answer.message] ?? answer.message);
    return undefined;
  }
  if (method !== 'GET') trouble(word('pushState')[answer.state] ?? '');
  return answer;
}

export function trouble(text) {
  const line = byId('trouble');
  line.hidden = text === '';
  line.textContent = text;
}

/** Fills a select and keeps what was chosen. */
export function fillSelect(select, people, idName) {
  const before = select.value;
  select.replaceChildren(...people.map((person) => make('option', { value: person[idName] }, `${person.name}（${person[idName].slice(0, 10)}）`)));
  const keep = people.some((person) => person[idName] === before) ? before : (people.at(-1)?.[idName] ?? '');
  select.value = keep;
  return keep;
}

/** Replaces the chat's lines, keeps the place of a reader who scrolled up, and the focus of a button that is still there. */
export function showLines(chat, lines, empty) {
  const atEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 40;
  const focused = chat.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  chat.replaceChildren(...(lines.length > 0 ? lines : [make('p', { class: 'empty' }, empty)]));
  if (atEnd) chat.scrollTop = chat.scrollHeight;
  if (focused) [...chat.querySelectorAll('[data-focus]')].find((element) => element.dataset.focus === focused)?.focus();
}

/** One bubble. `mine` stands on the right. */
export function bubble(line, mine, ...content) {
  return make('article', { class: `line ${mine ? 'mine' : 'theirs'}` }, make('div', { class: 'bubble' }, ...content), make('time', {}, timeOf(line.at)));
}

export function picture(media) {
  return make('img', { src: new URL(media.url).pathname, alt: word('picture') });
}

/** The picture chosen in a file input, as base64. */
export async function chosenFile(input) {
  const file = input.files[0];
  if (!file) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  input.value = '';
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
