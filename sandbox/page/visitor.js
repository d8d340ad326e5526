import { bubble, byId, chosenFile, control, fillSelect, make, momentOf, picture, showLines } from './dom.js';
import { word } from './words.js';

const current = () => byId('visitor').value;

function contentOf({ kind, content, media }) {
  if (kind === 'text') return [content];
  if (kind === 'image') return [picture(media)];
  if (kind === 'link') return [make('strong', {}, content.title), make('p', {}, content.description), make('a', { href: content.url, rel: 'noreferrer', target: '_blank' }, content.url)];
  if (kind === 'miniprogrampage') return [make('small', {}, word('card')), make('strong', {}, content.title), picture(media), make('code', {}, content.pagePath)];
  const { templateId, page, ...fields } = content;
  return [make('small', {}, word('subscribe')), ...Object.values(fields).map((value) => make('p', {}, value)), make('code', {}, page || templateId)];
}

function lineOf(line) {
  if (line.direction === 'notice') return make('p', { class: 'notice' }, line.content);
  return bubble(line, line.direction === 'sent', ...contentOf(line));
}

/** Shows the chosen visitor's chat. */
export async function showVisitor() {
  const { visitors } = await control('GET', '/visitors');
  const openid = fillSelect(byId('visitor'), visitors, 'openid');
  if (openid === '') {
    byId('visitor-state').textContent = '';
    return showLines(byId('visitor-chat'), [], word('noVisitor'));
  }
  const phone = await control('GET', `/phone/${openid}`);
  if (!phone || openid !== current()) return undefined;
  const window = phone.window ? word('open')(phone.window.remaining, momentOf(phone.window.expiresAt)) : word('closed');
  byId('visitor-state').textContent = phone.typing ? `${window} · ${word('typing')}` : window;
  return showLines(byId('visitor-chat'), phone.thread.map(lineOf), word('noLines'));
}

/** Connects the visitor's side of the page. */
export function startVisitor() {
  const act = (verb, body) => (current() === '' ? undefined : control('POST', `/visitors/${current()}/${verb}`, { wait: true, ...body }));
  byId('visitor').addEventListener('change', showVisitor);
  byId('new-visitor').addEventListener('click', async () => {
    const made = await control('POST', '/visitors');
    await showVisitor();
    byId('visitor').value = made.openid;
    await showVisitor();
    byId('session-from').focus();
  });
  byId('enter').addEventListener('submit', (event) => {
    event.preventDefault();
    void act('enter', { sessionFrom: byId('session-from').value });
  });
  byId('visitor-say').addEventListener('submit', (event) => {
    event.preventDefault();
    const box = byId('visitor-text');
    if (box.value === '' || current() === '') return;
    void act('say', { text: box.value });
    box.value = '';
  });
  byId('visitor-image').addEventListener('change', async ({ target }) => {
    const base64 = await chosenFile(target);
    if (base64) void act('image', { base64 });
  });
}
