import type { FromAgent, ToAgent } from '../../shared/frames/agent';
import { closeCodes } from '../../shared/talk/close-codes';
import { createConnection, type Connection } from '../../shared/talk/connection';
import type { SocketListener } from '../../shared/talk/parts';
import { readAgentFrame } from '../../console/workbench/line/read-agent-frame';
import { createPretendTime, type PretendTime } from './pretend-time';

interface Socket {
  listener: SocketListener;
  said: string[];
  isClosed: boolean;
}

let time: PretendTime;
let sockets: Socket[];
let heard: string[];
let hellos: boolean[];
let mayEnter: boolean;
let line: Connection<FromAgent>;

const pingMs = 15_000;
const ready = JSON.stringify({ type: 'ready', pingMs, now: 1, status: { status: 'online', since: 1, load: 0 } });

beforeEach(() => {
  time = createPretendTime();
  [sockets, heard, hellos, mayEnter] = [[], [], [], true];
  line = createConnection<ToAgent, FromAgent>({
    timers: time, random: () => 0.5, read: readAgentFrame,
    dial(listener) {
      const socket: Socket = { listener, said: [], isClosed: false };
      sockets.push(socket);
      return { send: (text) => void socket.said.push(text), close: () => void (socket.isClosed = true) };
    },
    async hello(refused) {
      hellos.push(refused);
      return mayEnter ? () => ({ type: 'hello', device: 'device-one' }) : undefined;
    },
  }, { heard: (frame) => void heard.push(frame.type), lost: () => undefined });
});

const last = (): Socket => sockets[sockets.length - 1] ?? { listener: { opened: fail, heard: fail, closed: fail }, said: [], isClosed: false };
async function open(): Promise<Socket> {
  await time.breathe();
  const socket = last();
  socket.listener.opened();
  socket.listener.heard(ready);
  return socket;
}

test('says who he is first, hears what he is told, and answers each ping without bothering anybody', async () => {
  line.start();
  const socket = await open();
  expect(line.state()).toBe('open');
  socket.listener.heard('{"type":"ping"}');
  socket.listener.heard('{"type":"typing","conversation":"c"}');
  socket.listener.heard('{"type":"of a later release"}');
  expect(socket.said.map((text): unknown => JSON.parse(text))).toEqual([{ type: 'hello', device: 'device-one' }, { type: 'pong' }]);
  expect(heard).toEqual(['ready', 'typing']);
});

test('G4 nothing heard for two pings: the line counts as lost and is dialled again', async () => {
  line.start();
  const socket = await open();
  await time.pass(2 * pingMs);
  expect(line.state()).toBe('open');
  await time.pass(2_000);
  expect(socket.isClosed).toBe(true);
  expect(line.state()).toBe('offline');
  await time.pass(1_000);
  expect(sockets).toHaveLength(2);
  await open();
  expect(line.state()).toBe('open');
});

test('a server that is away is asked ever more slowly, and at once when the network is said to be back', async () => {
  line.start();
  const pauses: number[] = [];
  for (let tries = 0; tries < 7; tries += 1) {
    await time.breathe();
    const before = { at: time.now(), count: sockets.length };
    last().listener.closed(1006);
    while (sockets.length === before.count) await time.pass(500);
    pauses.push(time.now() - before.at);
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  last().listener.closed(1006);
  const before = sockets.length;
  line.start();
  await time.breathe();
  expect(sockets).toHaveLength(before + 1);
});

test('a session that is over is asked about before it is said again, and nothing is said when it really is', async () => {
  line.start();
  await open();
  mayEnter = false;
  last().listener.closed(closeCodes.login);
  await time.pass(1_000);
  expect(hellos).toEqual([false, true]);
  expect(sockets).toHaveLength(1);
});

test('let go for newer pages: waits until this one is used', async () => {
  line.start();
  await open();
  last().listener.closed(closeCodes.elsewhere);
  expect(line.state()).toBe('elsewhere');
  await time.pass(120_000);
  expect(sockets).toHaveLength(1);
  line.use();
  await open();
  expect(line.state()).toBe('open');
});

test('what is said without a line is not sent, and what is stopped stays so', async () => {
  line.start();
  expect(line.send({ type: 'unwatch', conversation: 'c' })).toBe(false);
  const socket = await open();
  expect(line.send({ type: 'unwatch', conversation: 'c' })).toBe(true);
  line.stop();
  expect(socket.isClosed).toBe(true);
  await time.pass(120_000);
  expect(sockets).toHaveLength(1);
});
