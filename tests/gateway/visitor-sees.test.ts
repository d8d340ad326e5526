import type { ChatState } from '../../shared/frames/visitor';
import { answer, chooses, seen } from '../desk/acts';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { chatPage, enter, newClientId, speak, type ChatPage } from './chat-page';
import { openHouse, type House } from './house';

const MINUTE = 60_000;
let house: House;
let address: string;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li'), agent('wang'), agent('full', { capacity: 1 })],
    entries: [
      entry('vip', [toAgent('li', { ringSeconds: 0 }), toAgent('wang', { ringSeconds: 0 })], { channel: 'chat' }),
      entry('nobody', [toAgent('full')], { channel: 'chat', overflow: { kind: 'leave-message' } }),
      entry('queue', [toAgent('full')], { channel: 'chat', maxWaiting: 2 }),
    ],
  }, { sockets: { placeMs: 30 } });
  address = await house.side.listen();
});
afterEach(() => house.close());

const states = (page: ChatPage): ChatState[] => page.frames.flatMap((frame) => ('state' in frame ? [frame.state] : []));
const shown = (page: ChatPage): ChatState | undefined => states(page).at(-1);
const shows = (page: ChatPage, what: string, fits: (state: ChatState) => boolean): Promise<boolean> =>
  until(what, () => states(page).slice(-1).some(fits));
const conversations = async (): Promise<number> => (await house.floor.records.conversations.list({ limit: 20 })).length;

/** He entered and spoke, and the ladder has run. */
async function entered(openid: string, key: string): Promise<{ page: ChatPage; conversation: string }> {
  const page = await chatPage(house, address, openid);
  const { conversation } = await enter(page, key);
  await speak(page, key, '在吗');
  await house.floor.settle();
  house.floor.clock.pass(1000);
  return { page, conversation };
}

test('A2 nobody there and the entry does not let wait: told so with the offer to leave a message, and nothing is opened', async () => {
  const page = await chatPage(house, address, 'o1');
  page.say({ type: 'open', entry: 'nobody', clientId: newClientId() });
  expect(await page.next('refused')).toMatchObject({ code: 'no-agent-online', detail: { kind: 'leave-message', words: { zh: expect.stringContaining('请留言') as string } } });
  expect(await conversations()).toBe(0);
});

test('A3 nobody there and the entry lets wait: he waits, with his place', async () => {
  const { page } = await entered('o1', 'queue');
  await shows(page, 'place 1', ({ state, place, agent: who }) => state === 'waiting' && place === 1 && who === undefined);
});

describe('two wait already', () => {
  let first: Awaited<ReturnType<typeof entered>>;
  let second: Awaited<ReturnType<typeof entered>>;
  beforeEach(async () => {
    first = await entered('o1', 'queue');
    second = await entered('o2', 'queue');
    await shows(second.page, 'place 2', ({ place }) => place === 2);
  });

  test('C10 he reconnects with what he has: place 2 again, without a tap', async () => {
    second.page.socket.terminate();
    const back = await chatPage(house, address, 'o2', [{ conversation: second.conversation, seq: second.page.seq(second.conversation) }]);
    await shows(back, 'his place', ({ conversation, state, place }) => conversation === second.conversation && state === 'waiting' && place === 2);
    expect(back.frames.filter(({ type }) => type === 'opened')).toEqual([]);
  });

  test('C11 the queue is full: "no seats" with how many wait and what he can do instead; nothing is opened', async () => {
    const third = await chatPage(house, address, 'o3');
    third.say({ type: 'open', entry: 'queue', clientId: newClientId() });
    expect(await third.next('refused')).toMatchObject({
      code: 'no-seats', message: expect.stringContaining('留言') as string,
      detail: { kind: 'no-seats', waiting: 2, words: { zh: expect.stringContaining('2 位') as string } },
    });
    expect(await conversations()).toBe(2);
  });

  test('C13 who waits taps again, also on another phone of his: the same conversation at the same place, though the queue is full', async () => {
    const other = await chatPage(house, address, 'o1');
    for (const page of [first.page, other, first.page]) {
      expect(await enter(page, 'queue')).toMatchObject({ conversation: first.conversation, state: 'waiting', place: 1 });
    }
    expect(shown(second.page)?.place).toBe(2);
    expect(await conversations()).toBe(2);
  });

  test('C6 somebody comes online: who waited longest sees who answers, the next one moves up', async () => {
    await chooses(house.floor, 'full', 'online');
    await house.floor.online('full');
    await shows(first.page, 'who answers', ({ state, agent: who }) => state === 'assigned' && who?.name === 'FULL');
    await shows(second.page, 'place 1', ({ state, place }) => state === 'waiting' && place === 1);
  });
});

describe('Li and Wang are at their workbenches', () => {
  /** Both are seen on their devices. */
  async function beat(...agents: string[]): Promise<void> {
    for (const one of agents) await seen(house.floor, one);
  }
  beforeEach(async () => {
    const { floor } = house;
    for (const one of ['li', 'wang']) await chooses(floor, one, 'online');
    floor.clock.pass(10 * MINUTE);
    await beat('li', 'wang');
  });
  const passes = async (ms: number, ...stay: string[]): Promise<void> => {
    house.floor.clock.pass(ms);
    await beat(...stay);
    await house.floor.later(0);
  };

  test('E1 whoever has his unanswered words is gone: the next of the ladder answers, named as standing in', async () => {
    const { page } = await entered('o1', 'vip');
    await shows(page, 'Li', ({ agent: who }) => who?.name === 'LI');
    await passes(80_000, 'wang');
    await shows(page, 'Wang for Li', ({ state, agent: who, standsInFor }) => state === 'assigned' && who?.name === 'WANG' && standsInFor === 'LI');
  });

  test('E6 his device is back before anybody missed it: the page shows no change at all', async () => {
    const { page } = await entered('o1', 'vip');
    await shows(page, 'Li', ({ agent: who }) => who?.name === 'LI');
    const before = page.frames.filter(({ type }) => type !== 'ping').length;
    await passes(60_000, 'wang');
    await passes(1000, 'li', 'wang');
    await passes(60_000, 'li', 'wang');
    await enter(page, 'vip');
    expect(page.frames.filter(({ type }) => type !== 'ping').slice(before).map(({ type }) => type)).toEqual(['opened']);
    expect(shown(page)?.agent?.name).toBe('LI');
  });

  test('E8 an answered conversation moves, too, after its grace', async () => {
    const { page, conversation } = await entered('o1', 'vip');
    await answer(house.floor, 'li', conversation, '在的');
    await passes(80_000, 'wang');
    expect(shown(page)?.agent?.name).toBe('LI');
    await passes(3 * MINUTE, 'wang');
    await shows(page, 'Wang for Li', ({ agent: who, standsInFor }) => who?.name === 'WANG' && standsInFor === 'LI');
  });

  test('E9 forced offline: the next of the ladder, and the words that were said stay', async () => {
    const { page, conversation } = await entered('o1', 'vip');
    await house.floor.desk.agent.setStatus({ agent: 'li', status: 'offline', by: 'chief' });
    await passes(80_000, 'wang');
    await shows(page, 'Wang for Li', ({ agent: who, standsInFor }) => who?.name === 'WANG' && standsInFor === 'LI');
    expect(page.words(conversation)).toEqual(['在吗']);
  });

  test('F7 passed on by hand: he sees who answers now, who stands in for nobody', async () => {
    const { page, conversation } = await entered('o1', 'vip');
    await house.floor.desk.agent.transfer({ conversation, by: 'li', to: 'wang' });
    await shows(page, 'Wang', ({ agent: who, standsInFor }) => who?.name === 'WANG' && standsInFor === undefined);
  });

  test('everybody is gone: he waits again, with a place', async () => {
    const { page } = await entered('o1', 'vip');
    await passes(80_000);
    await shows(page, 'place 1', ({ state, place, agent: who }) => state === 'waiting' && place === 1 && who === undefined);
  });
});
