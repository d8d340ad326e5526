import { byId, chosenFile, control, fillSelect, make, showLines } from './dom.js';
import { kfLine, kfState } from './kf-line.js';
import { word } from './words.js';

const RECEPTIONS = ['receiving', 'suspended', 'stopped'];
let chosen = '';
let shown = [];

const keyOf = ({ openKfId, externalUserid }) => `${openKfId} ${externalUserid}`;
const current = () => shown.find((chat) => keyOf(chat) === chosen);

async function act(verb, body) {
  const chat = current();
  if (!chat) return undefined;
  return control('POST', `/kf/agents/${byId('kf-agent').value}/${verb}`, { wait: true, openKfId: chat.openKfId, externalUserid: chat.externalUserid, ...body });
}

function markOf({ state, mine }) {
  if (mine) return 'mine';
  if (state === 2) return 'pool';
  return state === 4 ? 'ended' : 'other';
}

function chatButton(chat) {
  const key = keyOf(chat);
  const button = make('button', { type: 'button', class: 'quiet', 'aria-pressed': String(key === chosen) }, `${word('chatMarks')[markOf(chat)]}${chat.nickname} · ${chat.accountName}`);
  button.addEventListener('click', () => {
    chosen = key;
    void showKfAgent();
  });
  return button;
}

function showReception(accounts) {
  const select = byId('kf-reception');
  select.disabled = accounts.length === 0;
  const options = accounts.length === 0 ? [make('option', { value: '' }, word('noReception'))] : RECEPTIONS.map((value) => make('option', { value }, word('receptions')[value]));
  select.replaceChildren(...options);
  select.value = accounts[0]?.reception ?? '';
}

function showChat() {
  const chat = current();
  const mine = chat?.mine === true;
  byId('kf-pick').disabled = chat?.state !== 2;
  for (const id of ['kf-pass', 'kf-pass-to', 'kf-end']) byId(id).disabled = !mine;
  byId('kf-agent-state').textContent = chat ? kfState(chat) : '';
  showLines(byId('kf-agent-chat'), (chat?.thread ?? []).map((line) => kfLine(line, 'agent', null)), word(chat ? 'noLines' : 'chosenNone'));
}

/** Shows the agent's customers, the pool and the chosen chat. */
export async function showKfAgent() {
  const { members } = await control('GET', '/members');
  const userid = fillSelect(byId('kf-agent'), members, 'userid');
  fillSelect(byId('kf-pass-to'), members.filter((member) => member.userid !== userid), 'userid');
  const agent = userid === '' ? undefined : await control('GET', `/kf/agents/${userid}`);
  if (userid !== '' && (!agent || userid !== byId('kf-agent').value)) return;
  const chats = agent?.chats ?? [];
  const pool = (agent?.pool ?? []).filter((chat) => !chats.some((one) => keyOf(one) === keyOf(chat)));
  shown = [...chats, ...pool];
  if (!current()) chosen = shown[0] ? keyOf(shown[0]) : '';
  showReception(agent?.accounts ?? []);
  byId('kf-chats').replaceChildren(...(shown.length > 0 ? shown.map(chatButton) : [make('p', { class: 'hint' }, word(userid === '' ? 'noMember' : 'noChats'))]));
  showChat();
}

/** Connects the agent's side of the 微信客服 view. */
export function startKfAgent() {
  byId('kf-agent').addEventListener('change', showKfAgent);
  byId('kf-reception').addEventListener('change', ({ target }) => void control('PATCH', `/kf/agents/${byId('kf-agent').value}`, { reception: target.value, wait: true }));
  byId('kf-pick').addEventListener('click', () => void act('pick'));
  byId('kf-pass').addEventListener('click', () => void act('pass', { to: byId('kf-pass-to').value }));
  byId('kf-end').addEventListener('click', () => void act('end'));
  byId('kf-agent-say').addEventListener('submit', (event) => {
    event.preventDefault();
    const box = byId('kf-agent-text');
    if (box.value === '' || !current()) return;
    void act('say', { text: box.value });
    box.value = '';
  });
  byId('kf-agent-image').addEventListener('change', async ({ target }) => {
    const base64 = await chosenFile(target);
    if (base64) void act('image', { base64 });
  });
}
