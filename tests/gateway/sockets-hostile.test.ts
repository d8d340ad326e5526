import fc from 'fast-check';
import pino from 'pino';
import { connect as connectTcp } from 'node:net';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { chatPage, connect, enter, newClientId, speak } from './chat-page';
import { openHouse, type House, type HouseOptions } from './house';

let house: House;
let address: string;
const logged: string[] = [];

const open = async (sockets: HouseOptions['sockets'] = {}): Promise<void> => {
  house = await openHouse(
    { agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })] },
    { sockets, log: pino({ level: 'warn' }, { write: (line: string) => void logged.push(line) }) },
  );
  await house.floor.publish((config) => {
    config.sites[0]?.origins.push('https://shop.example');
    config.sites.push({ key: 'other', name: 'Other', kind: 'web', origins: ['https://other.example'] });
  });
  await house.floor.online('li');
  address = await house.side.listen();
  // That no screens are built is said at the start, and is no matter here.
  logged.length = 0;
};
afterEach(() => house.close());

/** Somebody else is served as ever. */
const stillServes = async (): Promise<void> => {
  const page = await chatPage(house, address, 'witness');
  await enter(page, 'vip');
  await speak(page, 'vip', 'still here');
  page.socket.terminate();
};

test.each([
  ['null', 'null'], ['an array', '[]'], ['a text', '"hello"'], ['a number', '1'], ['no JSON', '{"type":'], ['nothing', ''],
  ['an unknown kind', '{"type":"shout"}'], ['an unknown field', '{"type":"pong","x":1}'], ['a prototype', '{"type":"hello","__proto__":{"token":"x"}}'],
  ['a deep nest', `{"type":"hello","after":${'['.repeat(7000)}${']'.repeat(7000)}}`], ['bytes', Buffer.from([0, 255, 1])],
  ['NUL in a text', '{"type":"say","entry":"vip","clientId":"client-0000","body":{"kind":"text","text":"a\\u0000b"}}'],
])('%s is refused and the line closed, before and after login', async (_, data) => {
  await open();
  for (const page of [await connect(address), await chatPage(house, address, 'o1')]) {
    page.raw(data);
    expect([(await page.next('refused')).code, await page.closed()]).toEqual(['bad-request', 4400]);
  }
  await stillServes();
  expect(logged).toEqual([]);
});

test('whatever is sent, the server goes on and logs no error', async () => {
  await open();
  const near = fc.record({
    type: fc.constantFrom('hello', 'open', 'say', 'typing', 'read', 'history', 'end', 'pong', 'ready'),
    token: fc.anything(), entry: fc.constantFrom('vip', '__proto__', '', 7), clientId: fc.anything(), conversation: fc.constantFrom('0'.repeat(32), 'x', null),
    seq: fc.anything(), before: fc.integer(), limit: fc.integer(), body: fc.oneof(fc.anything(), fc.record({ kind: fc.constant('text'), text: fc.string() })),
  }, { requiredKeys: ['type'] });
  const frames = fc.oneof(fc.json(), near.map((frame) => JSON.stringify(frame)), fc.string(), fc.uint8Array().map((bytes) => Buffer.from(bytes)));
  await fc.assert(fc.asyncProperty(fc.array(frames, { minLength: 1, maxLength: 8 }), fc.boolean(), async (sent, isKnown) => {
    const page = isKnown ? await chatPage(house, address, 'o1') : await connect(address);
    for (const one of sent) page.raw(one);
    page.socket.close();
    await page.closed();
  }), { numRuns: 60 });
  await stillServes();
  expect(logged).toEqual([]);
}, 60_000);

test('too large is refused in words, far too large ends the line, and the others go on', async () => {
  await open();
  const page = await chatPage(house, address, 'o1');
  page.raw(`{"type":"pong","x":"${'x'.repeat(17_000)}"}`);
  expect([(await page.next('refused')).code, await page.closed()]).toEqual(['too-large', 1009]);
  const huge = await chatPage(house, address, 'o1');
  huge.raw('x'.repeat(1_000_000));
  expect(await huge.closed()).toBe(1009);
  await stillServes();
});

test('who is too fast is closed, and what was acknowledged is stored', async () => {
  await open({ burst: 10, perSecond: 1 });
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  for (let i = 0; i < 30; i += 1) page.say({ type: 'say', entry: 'vip', clientId: newClientId(), body: { kind: 'text', text: `word ${i}` } });
  expect([(await page.next('refused')).code, await page.closed()]).toEqual(['too-many-requests', 4429]);
  const acks = page.frames.filter(({ type }) => type === 'ack').length;
  await house.floor.settle();
  const stored = (await house.floor.records.conversations.since(conversation, 0, 100)).filter(({ from }) => from === 'visitor').length;
  expect(stored).toBeGreaterThanOrEqual(acks);
  expect(stored).toBeLessThan(30);
});

test('who does not say who he is, or has no good token, is closed', async () => {
  await open({ helloMs: 60 });
  const silent = await connect(address);
  expect([(await silent.next('refused')).code, await silent.closed()]).toEqual(['login-needed', 4408]);
  for (const token of ['A'.repeat(43), 'x', '']) {
    const page = await connect(address);
    page.say({ type: 'hello', token });
    expect([(await page.next('refused')).code, await page.closed()]).toEqual(['login-needed', 4401]);
  }
  const early = await connect(address);
  early.say({ type: 'open', entry: 'vip', clientId: 'client-0000' });
  expect([(await early.next('refused')).code, await early.closed()]).toEqual(['login-needed', 4401]);
  const known = await chatPage(house, address, 'o1');
  const again = await house.token('o2');
  known.say({ type: 'hello', token: again });
  expect(await known.closed()).toBe(4400);
});

test('pages of WeChat, of none and of the site may connect; others may not', async () => {
  await open();
  const hello = async (headers: Record<string, string>): Promise<string> => {
    const page = await connect(address, headers);
    page.say({ type: 'hello', token: await house.token('o1') });
    await until('an answer', () => page.frames.length > 0);
    page.socket.terminate();
    const [first] = page.frames;
    return first?.type === 'refused' ? first.code : String(first?.type);
  };
  expect(await hello({})).toBe('ready');
  expect(await hello({ origin: 'https://servicewechat.com' })).toBe('ready');
  expect(await hello({ origin: 'https://shop.example' })).toBe('ready');
  // A page of another site, with the token of this one.
  expect(await hello({ origin: 'https://other.example' })).toBe('origin-refused');
  for (const origin of ['https://evil.example', 'null', 'https://servicewechat.com.evil.example']) {
    await expect(connect(address, { origin })).rejects.toThrow('403');
  }
});

test('of too many sockets of one visitor the oldest goes, and nobody else’s', async () => {
  await open({ perVisitor: 2 });
  const other = await chatPage(house, address, 'o2');
  const first = await chatPage(house, address, 'o1');
  const second = await chatPage(house, address, 'o1');
  const third = await chatPage(house, address, 'o1');
  expect([(await first.next('bye')).code, await first.closed()]).toEqual(['elsewhere', 4409]);
  second.socket.terminate();
  await until('the server to see it', () => house.http.websocketServer.clients.size === 2);
  await chatPage(house, address, 'o1');
  for (const page of [other, third]) {
    await enter(page, 'vip');
    expect(page.socket.readyState).toBe(page.socket.OPEN);
  }
});

test('from one network only so many come that have not said who they are', async () => {
  await open({ perNetwork: 2, helloMs: 20_000 });
  const [one, two] = [await connect(address), await connect(address)];
  await expect(connect(address)).rejects.toThrow('429');
  one.say({ type: 'hello', token: await house.token('o1') });
  await one.next('ready');
  const three = await connect(address);
  await expect(connect(address)).rejects.toThrow('429');
  for (const page of [one, two, three]) page.socket.terminate();
  await until('the server to see it', () => house.http.websocketServer.clients.size === 0);
  await chatPage(house, address, 'o1');
});

test('a phone that has vanished is found by the next ping, one that answers stays', async () => {
  await open({ pingMs: 80 });
  const gone = await connect(address, {}, { autoPong: false });
  gone.say({ type: 'hello', token: await house.token('o1') });
  await gone.next('ready');
  const here = await chatPage(house, address, 'o2');
  expect(await gone.closed()).toBe(1006);
  await here.next('ping');
  await here.next('ping');
  await here.next('ping');
  expect(here.socket.readyState).toBe(here.socket.OPEN);
});

test('a login that has ended closes the line', async () => {
  await open({ pingMs: 60 });
  const page = await chatPage(house, address, 'o1');
  house.floor.clock.pass(8 * 86_400_000);
  expect([(await page.next('refused')).code, await page.closed()]).toEqual(['login-needed', 4401]);
});

test('a phone that reads too slowly is closed and may resume', async () => {
  await open({ bufferedBytes: 200_000, burst: 1000, goodbyeMs: 10_000 });
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  for (let i = 0; i < 40; i += 1) await speak(page, 'vip', '字'.repeat(2000));
  page.socket.pause();
  for (let i = 0; i < 100; i += 1) page.say({ type: 'history', conversation, before: 1000, limit: 100 });
  await until('the server gives it up', () => [...house.http.websocketServer.clients].some((one) => one.readyState === one.CLOSING));
  page.socket.resume();
  expect(await page.closed()).toBe(4413);
  const back = await chatPage(house, address, 'o1', [{ conversation, seq: 0 }]);
  await until('all words', () => back.words(conversation).length === 40);
}, 30_000);

test('one frame larger than what may wait for a phone reaches one that reads', async () => {
  await open({ bufferedBytes: 20_000 });
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  for (let i = 0; i < 10; i += 1) await speak(page, 'vip', '字'.repeat(2000));
  const back = await chatPage(house, address, 'o1', [{ conversation, seq: 0 }]);
  await until('all words', () => back.words(conversation).length === 10);
  await speak(back, 'vip', '还在');
});

test('stopping says goodbye and waits for nobody', async () => {
  await open({ goodbyeMs: 100 });
  const page = await chatPage(house, address, 'o1');
  const deaf = await chatPage(house, address, 'o2');
  deaf.socket.pause();
  await house.side.close();
  expect([(await page.next('bye')).code, await page.closed()]).toEqual(['stopping', 1001]);
  deaf.socket.terminate();
});

test('without an upgrade it is 404, and elsewhere there are no sockets', async () => {
  await open();
  expect((await house.http.inject('/ws/visitor')).json().code).toBe('not-found');
  const port = Number(new URL(address).port);
  for (const path of ['/api/visitor/entries', '/callbacks/wechat', '/nowhere', '/ws/nothing']) {
    const answer = await new Promise<string>((told) => {
      const socket = connectTcp(port, '127.0.0.1', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`));
      let text = '';
      socket.on('data', (data) => { text += data.toString(); });
      socket.on('close', () => told(text));
    });
    expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 404']);
  }
  await stillServes();
});
