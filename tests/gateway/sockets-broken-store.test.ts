import pino from 'pino';
import type { Records } from '../../server/stores/records';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { chatPage, enter, newClientId, speak } from './chat-page';
import { openHouse, type House } from './house';

type Receive = Records['conversations']['receive'];

let house: House;
let address: string;
const logged: string[] = [];
/** What the store does with the next words; undefined: its work. */
let fault: ((real: () => ReturnType<Receive>) => ReturnType<Receive>) | undefined;

const failing = (records: Records): Records => ({
  ...records,
  conversations: {
    ...records.conversations,
    receive(words) {
      const real = (): ReturnType<Receive> => records.conversations.receive(words);
      const now = fault;
      fault = undefined;
      return now ? now(real) : real();
    },
  },
});

beforeEach(async () => {
  logged.length = 0;
  fault = undefined;
  house = await openHouse(
    { agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })], seenBy: failing },
    { sockets: { frameMs: 2_000 }, log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }) },
  );
  await house.floor.online('li');
  address = await house.side.listen();
});
afterEach(() => house.close());

const broken = (): Error => new Error('the disk is full');
/** Lets what hangs go on. */
let release: () => void = () => undefined;

test.each<[string, NonNullable<typeof fault>]>([
  ['throws', () => { throw broken(); }],
  ['rejects', () => Promise.reject(broken())],
  ['stores the words and then rejects', async (real) => { await real(); throw broken(); }],
  ['hangs', (real) => new Promise((resolve, reject) => { release = () => void real().then(resolve, reject); })],
  ['stores the words and then hangs', async (real) => { const stored = await real(); return new Promise((resolve) => { release = () => resolve(stored); }); }],
])('a store that %s in the middle of a frame ends this socket only; said again it is stored once', async (_, trouble) => {
  const [page, other] = [await chatPage(house, address, 'o1'), await chatPage(house, address, 'o2')];
  const { conversation } = await enter(page, 'vip');
  await enter(other, 'vip');
  fault = trouble;
  const clientId = newClientId();
  page.say({ type: 'say', entry: 'vip', clientId, body: { kind: 'text', text: 'once' } });
  page.say({ type: 'say', entry: 'vip', clientId: newClientId(), body: { kind: 'text', text: 'behind it' } });
  expect(await page.closed()).toBe(1001);
  expect(page.frames.filter(({ type }) => type === 'ack')).toEqual([]);
  await speak(other, 'vip', 'served all the while');

  const back = await chatPage(house, address, 'o1', [{ conversation, seq: 0 }]);
  const ack = await speak(back, 'vip', 'once', clientId);
  release();
  expect(await speak(back, 'vip', 'once', clientId)).toEqual(ack);
  await house.floor.settle();
  await until('his words', () => back.words(conversation).length > 0);
  expect(back.words(conversation)).toEqual(['once']);
  expect(logged.filter((line) => line.includes('a socket of a visitor failed'))).toHaveLength(1);
  expect(logged.join('')).not.toContain('once');
});
