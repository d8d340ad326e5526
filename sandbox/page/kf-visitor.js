import { byId, chosenFile, control, fillSelect, showLines, trouble } from './dom.js';
import { kfLine, kfState } from './kf-line.js';
import { word } from './words.js';

let customers = [];

/** The chosen person as 微信客服 knows him: a customer, or a visitor of the mini-program who may not be one yet. */
const known = () => customers.find(({ externalUserid, openid }) => byId('kf-visitor').value === (openid ?? externalUserid));

async function customer() {
  const who = byId('kf-visitor').value;
  if (who === '') return undefined;
  return known() ?? control('POST', '/kf/customers', { openid: who });
}

async function act(verb, body) {
  const someone = await customer();
  return someone && control('POST', `/kf/customers/${someone.externalUserid}/${verb}`, { wait: true, ...body });
}
const inChat = (verb, body) => act(verb, { openKfId: byId('kf-account').value, ...body });

async function open(url) {
  const opened = await act('enter', { url });
  if (!opened) return;
  byId('kf-account').value = opened.openKfId;
  if (opened.msgid === null) trouble(word('edited'));
  await showKfVisitor();
}

/** Shows the chat of the chosen visitor and account. */
export async function showKfVisitor() {
  const [{ visitors }, all, { accounts }] = await Promise.all([control('GET', '/visitors'), control('GET', '/kf/customers'), control('GET', '/kf/accounts')]);
  ({ customers } = all);
  const people = [...visitors.map(({ openid, name }) => ({ id: openid, name })), ...customers.filter(({ openid }) => openid === null).map(({ externalUserid, nickname }) => ({ id: externalUserid, name: nickname }))];
  fillSelect(byId('kf-visitor'), people, 'id');
  const openKfId = fillSelect(byId('kf-account'), accounts, 'openKfId');
  const someone = known();
  const phone = someone && (await control('GET', `/kf/phone/${someone.externalUserid}`));
  const chat = phone?.chats.find((one) => one.openKfId === openKfId);
  byId('kf-visitor-state').textContent = chat ? kfState(chat) : '';
  const tap = (msgid, id) => void inChat('tap', { msgid, id });
  showLines(byId('kf-visitor-chat'), (chat?.thread ?? []).map((line) => kfLine(line, 'customer', tap)), word(people.length === 0 ? 'noVisitor' : chat ? 'noLines' : 'noKfChat'));
}

/** Connects the visitor's side of the 微信客服 view. */
export function startKfVisitor() {
  for (const id of ['kf-visitor', 'kf-account']) byId(id).addEventListener('change', showKfVisitor);
  byId('kf-new-visitor').addEventListener('click', async () => {
    const made = await control('POST', '/visitors');
    await showKfVisitor();
    byId('kf-visitor').value = made.openid;
    await showKfVisitor();
    byId('kf-link').focus();
  });
  byId('kf-open-link').addEventListener('submit', (event) => {
    event.preventDefault();
    void open(byId('kf-link').value.trim());
  });
  byId('kf-enter').addEventListener('submit', async (event) => {
    event.preventDefault();
    const [scene, param] = [byId('kf-scene').value, byId('kf-scene-param').value];
    const made = await control('POST', `/kf/accounts/${byId('kf-account').value}/link`, { scene });
    if (made) await open(param === '' ? made.url : `${made.url}&scene_param=${encodeURIComponent(param)}`);
  });
  byId('kf-visitor-say').addEventListener('submit', (event) => {
    event.preventDefault();
    const box = byId('kf-visitor-text');
    if (box.value === '') return;
    void inChat('say', { text: box.value });
    box.value = '';
  });
  byId('kf-visitor-image').addEventListener('change', async ({ target }) => {
    const base64 = await chosenFile(target);
    if (base64) void inChat('media', { type: 'image', base64 });
  });
}
