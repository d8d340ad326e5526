import { bubble, byId, chosenFile, control, fillSelect, make, picture, showLines } from './dom.js';
import { word } from './words.js';

const current = () => byId('member').value;
const act = (verb, body) => (current() === '' ? undefined : control('POST', `/members/${current()}/${verb}`, { wait: true, ...body }));

function cardButton(line, { key, text, style, url, disabled }) {
  if (url) return make('a', { class: 'button', href: url, rel: 'noreferrer', target: '_blank' }, text);
  const button = make('button', { type: 'button', class: `card-button style-${style}`, disabled, 'data-focus': `${line.id} ${key}` }, text);
  button.addEventListener('click', () => void act('tap', { lineId: line.id, key }));
  return button;
}

function cardOf(line) {
  const { body, buttons, done, replacedBy } = line.card;
  const actions = (body.action_menu?.action_list ?? []).map(({ text, key }) => ({ text, key, style: 4, url: null, disabled: done }));
  const submit = body.submit_button ? [{ ...body.submit_button, style: 1, url: null, disabled: done }] : [];
  const all = [...buttons, ...actions, ...submit];
  const link = body.card_action?.url ?? body.jump_list?.find(({ url }) => url)?.url;
  return make('div', { class: 'card' },
    body.source?.desc ? make('small', {}, body.source.desc) : null,
    make('strong', {}, body.main_title?.title ?? ''),
    body.main_title?.desc ? make('p', { class: 'hint' }, body.main_title.desc) : null,
    body.quote_area?.quote_text ? make('blockquote', {}, body.quote_area.quote_text) : null,
    body.sub_title_text ? make('p', {}, body.sub_title_text) : null,
    body.horizontal_content_list?.length ? make('dl', {}, ...body.horizontal_content_list.flatMap(({ keyname, value }) => [make('dt', {}, keyname), make('dd', {}, value ?? '')])) : null,
    link ? make('a', { href: link, rel: 'noreferrer', target: '_blank' }, link) : null,
    all.length > 0 ? make('div', { class: 'card-buttons' }, ...all.map((button) => cardButton(line, button))) : null,
    done && all.length === 0 ? make('p', { class: 'hint' }, replacedBy) : null);
}

function contentOf(line) {
  const { kind, content, media, card } = line;
  if (card) return [cardOf(line)];
  if (kind === 'image') return [picture(media)];
  if (kind === 'file') return [make('a', { href: new URL(media.url).pathname, download: content }, `${word('file')}：${content}`)];
  if (kind === 'textcard') return [make('strong', {}, content.title), make('p', {}, content.description), make('a', { href: content.url, rel: 'noreferrer', target: '_blank' }, content.btntxt)];
  return [content];
}

function lineOf(line) {
  if (line.recalled) return make('p', { class: 'notice' }, word('recalled'));
  return bubble(line, line.direction === 'sent', ...contentOf(line));
}

function menuButton({ name, key, url, sub_button: below }) {
  if (below.length > 0) return make('span', { class: 'group' }, `${name}：`, ...below.map(menuButton));
  if (url) return make('a', { class: 'button', href: url, rel: 'noreferrer', target: '_blank' }, name);
  const button = make('button', { type: 'button' }, name);
  button.addEventListener('click', () => void act('menu', { key }));
  return button;
}

/** Shows the chosen member's chat with the application. */
export async function showMember() {
  const { members } = await control('GET', '/members');
  const userid = fillSelect(byId('member'), members, 'userid');
  if (userid === '') {
    byId('menu').replaceChildren();
    return showLines(byId('member-chat'), [], word('noMember'));
  }
  const phone = await control('GET', `/members/${userid}/phone`);
  if (!phone || userid !== current()) return undefined;
  const menu = byId('menu');
  if (menu.dataset.shown !== JSON.stringify(phone.menu)) {
    menu.replaceChildren(...phone.menu.map(menuButton));
    menu.dataset.shown = JSON.stringify(phone.menu);
  }
  return showLines(byId('member-chat'), phone.thread.map(lineOf), word('noLines'));
}

/** Connects the member's side of the page. */
export function startMember() {
  byId('member').addEventListener('change', showMember);
  byId('open-app').addEventListener('click', () => void act('open'));
  byId('new-member').addEventListener('submit', async (event) => {
    event.preventDefault();
    const made = await control('POST', '/members', { userid: byId('userid').value });
    if (!made) return;
    byId('userid').value = '';
    await showMember();
    byId('member').value = made.userid;
    await showMember();
  });
  byId('member-say').addEventListener('submit', (event) => {
    event.preventDefault();
    const box = byId('member-text');
    if (box.value === '' || current() === '') return;
    void act('say', { text: box.value });
    box.value = '';
  });
  byId('member-image').addEventListener('change', async ({ target }) => {
    const base64 = await chosenFile(target);
    if (base64) void act('image', { base64 });
  });
}
