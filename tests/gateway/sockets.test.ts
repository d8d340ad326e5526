import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { until } from '../journeys/until';
import { chatPage, connect, enter, newClientId, speak, type ChatPage } from './chat-page';
import { bearer, openHouse, type House } from './house';

let house: House;
let address: string;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li'), agent('wang', { capacity: 1 })],
    groups: [group('after', ['li'])],
    entries: [
      entry('vip', [toAgent('li')], { channel: 'chat', overflow: { kind: 'leave-message' } }),
      entry('sales', [toAgent('wang'), toGroup('after')], { channel: 'chat' }),
      entry('queue', [toAgent('wang')], { channel: 'chat' }),
    ],
  }, { sockets: { placeMs: 30 } });
  address = await house.side.listen();
});
afterEach(() => house.close());

const answer = async (conversation: string, text: string): Promise<void> => {
  await house.floor.settle();
  await house.floor.desk.agent.reply({ agent: 'li', conversation, body: { kind: 'text', text }, key: newClientId() });
  await house.floor.settle();
};
const shows = (page: ChatPage, conversation: string, words: string[]): Promise<boolean> =>
  until(`${words.length} words`, () => page.words(conversation).join('|') === words.join('|'));

test('a visitor enters, is told who answers, and words go both ways', async () => {
  await house.floor.online('li');
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  const ack = await speak(page, 'vip', '在吗');
  await answer(conversation, '在的');
  await shows(page, conversation, ['在吗', '在的']);
  expect(ack).toMatchObject({ conversation });
  const told = page.frames.flatMap((frame) => ('state' in frame ? [frame.state] : []));
  expect(told.at(-1)).toMatchObject({ conversation, state: 'assigned', agent: { name: 'LI' } });
  const last = page.frames.flatMap((frame) => (frame.type === 'messages' ? frame.messages : [])).at(-1);
  expect(last).toMatchObject({ from: 'agent', name: 'LI', body: { kind: 'text', text: '在的' } });
});

test('a stand-in is named with whom he stands in for', async () => {
  await house.floor.online('li');
  const page = await chatPage(house, address, 'o1');
  await enter(page, 'sales');
  await until('who answers', () => page.frames.some((frame) => 'state' in frame && frame.state.agent?.name === 'LI' && frame.state.standsInFor === 'WANG'));
});

test('nobody there and no queue: refused in words, with what he may do instead', async () => {
  const page = await chatPage(house, address, 'o1');
  page.say({ type: 'open', entry: 'vip', clientId: 'client-away' });
  expect(await page.next('refused')).toMatchObject({ clientId: 'client-away', code: 'no-agent-online', message: expect.stringContaining('留言') as string, detail: { kind: 'leave-message' } });
  page.say({ type: 'open', entry: 'nothing', clientId: 'client-none' });
  expect(await page.next('refused')).toMatchObject({ clientId: 'client-none', code: 'entry-unknown' });
});

test('C13 two tabs of one visitor have the same conversation and show the same words', async () => {
  await house.floor.online('li');
  const one = await chatPage(house, address, 'o1');
  const two = await chatPage(house, address, 'o1');
  const [first, second] = await Promise.all([enter(one, 'vip'), enter(two, 'vip')]);
  expect(second.conversation).toBe(first.conversation);
  await speak(one, 'vip', 'from one');
  await speak(two, 'vip', 'from two');
  await answer(first.conversation, 'to both');
  for (const page of [one, two]) await shows(page, first.conversation, ['from one', 'from two', 'to both']);
});

test('C10 who waits keeps his place when he comes again, and is told when it changes', async () => {
  await house.floor.online('wang');
  const [first, second, third] = [await chatPage(house, address, 'o1'), await chatPage(house, address, 'o2'), await chatPage(house, address, 'o3')];
  await enter(first, 'queue');
  await speak(first, 'queue', 'x');
  await house.floor.settle();
  for (const page of [second, third]) {
    await enter(page, 'queue');
    await speak(page, 'queue', 'x');
    await house.floor.settle();
    house.floor.clock.pass(1000);
  }
  const place = (page: ChatPage): number | undefined => page.frames.flatMap((frame) => ('state' in frame ? [frame.state] : [])).at(-1)?.place;
  await until('the places', () => place(second) === 1 && place(third) === 2);
  third.socket.terminate();
  const back = await chatPage(house, address, 'o3');
  expect(await enter(back, 'queue')).toMatchObject({ state: 'waiting', place: 2 });
  const gone = second.frames.flatMap((frame) => ('state' in frame ? [frame.state] : [])).at(-1)?.conversation ?? '';
  second.say({ type: 'end', conversation: gone });
  await until('his new place', () => place(back) === 1);
});

test('G4 resuming after an absence gives exactly what was missed, in order', async () => {
  await house.floor.online('li');
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', 'one');
  await shows(page, conversation, ['one']);
  const seq = page.seq(conversation);
  page.socket.terminate();
  const missed = Array.from({ length: 230 }, (_, at) => `missed ${at}`);
  for (const text of missed) await answer(conversation, text);
  const back = await chatPage(house, address, 'o1', [{ conversation, seq }]);
  await shows(back, conversation, missed);
  expect(back.frames.find((frame) => frame.type === 'messages')?.after).toBe(seq);
}, 30_000);

test('words said twice with the same client id are stored once, with the same acknowledgement', async () => {
  await house.floor.online('li');
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  const first = await speak(page, 'vip', 'once', 'the-same-words');
  page.socket.terminate();
  const back = await chatPage(house, address, 'o1', [{ conversation, seq: 0 }]);
  expect(await speak(back, 'vip', 'once', 'the-same-words')).toEqual(first);
  await shows(back, conversation, ['once']);
});

test('a word after the end opens the next conversation, which is told before it is acknowledged', async () => {
  await house.floor.online('li');
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', 'one');
  page.say({ type: 'end', conversation });
  await page.next('state', ({ state }) => state.state === 'closed' && state.closeReason === 'ended-by-visitor');
  const ack = await speak(page, 'vip', 'two');
  expect(ack.conversation).not.toBe(conversation);
  const opened = await page.next('opened');
  expect(opened.state).toMatchObject({ conversation: ack.conversation, previous: conversation });
  expect(page.frames.findIndex((frame) => frame === opened)).toBeLessThan(page.frames.findIndex((frame) => frame === ack));
  page.say({ type: 'history', conversation, before: 1000, limit: 100 });
  const history = await page.next('history');
  expect([history.after, history.messages.map(({ body }) => body)]).toEqual([0, expect.arrayContaining([{ kind: 'text', text: 'one' }])]);
  page.say({ type: 'history', conversation: ack.conversation, before: 1000, limit: 1 });
  expect(await page.next('history')).toMatchObject({ after: expect.any(Number), previous: conversation });
  await shows(page, ack.conversation, ['two']);
});

test('the agent’s typing and reading are shown, the visitor’s are told on', async () => {
  await house.floor.online('li');
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', 'x');
  const heard: unknown[] = [];
  await house.floor.desk.chat.hear({ changed: () => undefined, sign: (sign) => heard.push(sign) });
  await house.floor.desk.chat.sign({ conversation, by: 'agent', sign: 'typing' });
  await house.floor.desk.chat.sign({ conversation, by: 'agent', sign: 'read', seq: 2 });
  expect([await page.next('typing'), await page.next('read')]).toEqual([{ type: 'typing', conversation }, { type: 'read', conversation, seq: 2 }]);
  page.say({ type: 'typing', conversation });
  page.say({ type: 'read', conversation, seq: 1 });
  await until('his signs', () => heard.length === 4);
  expect(heard.slice(2)).toEqual([{ conversation, by: 'visitor', sign: 'typing' }, { conversation, by: 'visitor', sign: 'read', seq: 1 }]);
});

test('G10 a guessed conversation tells nothing', async () => {
  await house.floor.online('li');
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', 'a secret');
  const stranger = await chatPage(house, address, 'o2', [{ conversation, seq: 0 }]);
  expect(await stranger.next('refused')).toMatchObject({ code: 'conversation-unknown', conversation });
  stranger.say({ type: 'history', conversation, before: 100, limit: 10 });
  stranger.say({ type: 'read', conversation, seq: 1 });
  stranger.say({ type: 'typing', conversation });
  stranger.say({ type: 'end', conversation });
  for (let i = 0; i < 4; i += 1) expect(await stranger.next('refused')).toMatchObject({ code: 'conversation-unknown', conversation });
  await answer(conversation, 'more');
  await shows(page, conversation, ['a secret', 'more']);
  expect(stranger.frames.filter(({ type }) => !['ready', 'refused', 'ping'].includes(type))).toEqual([]);
});

test('the token may come in the header, never in the address', async () => {
  const page = await connect(address, bearer(await house.token('o1')));
  page.say({ type: 'hello' });
  await page.next('ready');
  const other = await connect(address);
  other.say({ type: 'hello' });
  expect([(await other.next('refused')).code, await other.closed()]).toEqual(['login-needed', 4401]);
});
