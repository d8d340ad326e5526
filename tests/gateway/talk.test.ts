import WebSocket from 'ws';
import type { SocketListener } from '../../shared/talk/parts';
import { createTalk, type Talk } from '../../shared/talk/talk';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { createPretendStorage, textsOf } from '../talk/talk-floor';
import { newClientId } from './chat-page';
import { openHouse, type House } from './house';

/** The visitor's side of a talk and the server's, over real sockets that break. */

let house: House;
let address: string;
const talks: Talk[] = [];
const sockets: WebSocket[] = [];

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li')],
    entries: [entry('vip', [toAgent('li')], { channel: 'chat', overflow: { kind: 'leave-message' } })],
  });
  address = await house.side.listen();
});
afterEach(async () => {
  for (const talk of talks.splice(0)) talk.stop();
  await house.close();
});

function dial(listener: SocketListener) {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/ws/visitor`);
  socket.on('open', () => listener.opened());
  socket.on('message', (data: Buffer) => listener.heard(data.toString('utf8')));
  socket.on('close', (code) => listener.closed(code));
  socket.on('error', () => undefined);
  sockets.push(socket);
  return { send: (text: string) => socket.send(text), close: () => socket.close() };
}

function page(openid: string, storage = createPretendStorage()): Talk {
  const talk = createTalk({
    entry: 'vip', dial, storage, newId: newClientId,
    token: () => house.token(openid),
    timers: {
      now: Date.now,
      after(ms, act) {
        // A break is over soon; a watch on pings stays one.
        const timer = setTimeout(act, ms > 10_000 ? ms : ms / 20);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
  });
  talks.push(talk);
  talk.start();
  return talk;
}

const cut = (): void => sockets.forEach((socket) => socket.terminate());
const answer = async (talk: Talk, words: string): Promise<void> => {
  const conversation = talk.view().state?.conversation ?? '';
  await house.floor.desk.agent.reply({ agent: 'li', conversation, body: { kind: 'text', text: words }, key: newClientId() });
};
const people = (talk: Talk): string[] => textsOf(talk).filter((_, at) => talk.view().lines[at]?.from !== 'system');
const shows = (talk: Talk, words: string[]): Promise<boolean> => until(`${words.length} words`, () => people(talk).join('|') === words.join('|'));
const assigned = (talk: Talk) => until('who answers', () => talk.view().state?.agent?.name);

test('three words come while the line is cut: exactly those three, in order', async () => {
  await house.floor.online('li');
  const talk = page('o1');
  expect(await assigned(talk)).toBe('LI');
  talk.say({ kind: 'text', text: '在吗' });
  await shows(talk, ['在吗']);
  cut();
  await until('the break', () => talk.view().connection === 'offline');
  for (const words of ['一', '二', '三']) await answer(talk, words);
  await shows(talk, ['在吗', '一', '二', '三']);
});

test('both talk while the line breaks again and again: every word once and in order on both sides', async () => {
  await house.floor.online('li');
  const talk = page('o1');
  await assigned(talk);
  const conversation = talk.view().state?.conversation ?? '';
  talk.say({ kind: 'text', text: 'v0' });
  await until('the first word', () => talk.view().lines.some(({ seq, from }) => from === 'visitor' && seq !== undefined));
  for (let n = 1; n <= 30; n += 1) {
    talk.say({ kind: 'text', text: `v${n}` });
    await answer(talk, `a${n}`);
    if (n % 3 === 0) cut();
  }
  await until('every word', () => people(talk).length === 61 && talk.view().lines.every(({ sending }) => sending === undefined));
  const stored = await house.floor.records.conversations.since(conversation, 0, 500);
  const spoken = stored.flatMap(({ from, body }) => (from !== 'system' && body.kind === 'text' ? [body.text] : []));
  expect(people(talk)).toEqual(spoken);
  for (const side of ['v', 'a']) {
    const numbers = spoken.filter((text) => text.startsWith(side)).map((text) => Number(text.slice(1)));
    expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
  }
});

test('nobody there: the refusal carries what the entry offers; shown again later, it enters', async () => {
  const talk = page('o1');
  const refused = await until('the refusal', () => talk.view().refused);
  expect(refused).toMatchObject({ code: 'no-agent-online', detail: { kind: 'leave-message' } });
  await house.floor.online('li');
  talk.start();
  expect(await assigned(talk)).toBe('LI');
});

test('a new page reads back across conversations, and the agent’s reading is told after a break', async () => {
  await house.floor.online('li');
  const storage = createPretendStorage();
  const talk = page('o1', storage);
  await assigned(talk);
  for (let n = 0; n < 60; n += 1) talk.say({ kind: 'text', text: `old ${n}` });
  await until('the old words', () => talk.view().lines.every(({ sending }) => sending === undefined) && people(talk).length === 60);
  talk.end();
  await until('the end', () => talk.view().state?.state === 'closed');
  talk.say({ kind: 'text', text: 'new' });
  await until('the next one', () => talk.view().state?.state === 'assigned');
  const { conversation = '' } = talk.view().state ?? {};
  cut();
  await house.floor.desk.chat.sign({ conversation, by: 'agent', sign: 'read', seq: 1 });
  await until('how far it is read', () => talk.view().readTo === 1);
  const fresh = page('o1', storage);
  await until('its latest words', () => people(fresh).includes('new'));
  for (let rounds = 0; fresh.view().earlier !== 'none' && rounds < 10; rounds += 1) {
    fresh.earlier();
    await until('older words', () => fresh.view().earlier !== 'loading');
  }
  expect(people(fresh)).toEqual([...Array.from({ length: 60 }, (_, n) => `old ${n}`), 'new']);
});
