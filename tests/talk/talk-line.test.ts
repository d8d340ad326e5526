import { closeCodes } from '../../shared/talk/close-codes';
import { onTalk, textsOf } from './talk-floor';

const { floor, talk, cut, lastSocket, entered, framesOf } = onTalk();

test('nobody there: the refusal is shown with what to do, and asked again when the page is shown again', async () => {
  floor().server.refuseEntering('no-agent-online');
  await entered();
  expect(talk().view()).toMatchObject({ connection: 'open', refused: { code: 'no-agent-online' }, lines: [] });
  floor().server.refuseEntering(undefined);
  talk().start();
  await floor().settle();
  expect(talk().view().refused).toBeUndefined();
  expect(talk().view().state).toMatchObject({ state: 'assigned' });
  const [first, second] = framesOf('open').map((frame) => 'clientId' in frame && frame.clientId);
  expect(first).not.toBe(second);
});

test('an entering whose answer was lost is the same entering after the break', async () => {
  talk().start();
  await floor().time.breathe();
  while (framesOf('open').length === 0) lastSocket().step();
  lastSocket().down.length = 0;
  cut();
  await floor().time.pass(2_000);
  await floor().settle();
  const [first, second] = framesOf('open').map((frame) => 'clientId' in frame && frame.clientId);
  expect(first).toBe(second);
  expect(floor().server.conversations).toHaveLength(1);
});

test('a gap in what is told makes it dial anew and ask from what it has', async () => {
  await entered();
  const { conversation } = talk().view().state ?? { conversation: '' };
  floor().server.says('agent', 'lost');
  lastSocket().down.length = 0;
  floor().server.says('agent', 'seen');
  await floor().settle();
  await floor().time.pass(3_000);
  await floor().settle();
  expect(textsOf(talk()).slice(1)).toEqual(['lost', 'seen']);
  expect(framesOf('hello')[1]).toMatchObject({ after: [{ conversation, seq: 1 }] });
});

test('G4 a line on which nothing is heard for two pings is dialled anew; pings are answered', async () => {
  await entered();
  floor().server.tell({ type: 'ping' });
  await floor().settle();
  expect(framesOf('pong')).toHaveLength(1);
  await floor().time.pass(31_000);
  expect(floor().server.sockets).toHaveLength(1);
  await floor().time.pass(3_000);
  expect(floor().server.sockets.length).toBeGreaterThan(1);
  await floor().settle();
  expect(talk().view().connection).toBe('open');
});

test('an answer that never comes on a line that still pings makes it dial anew', async () => {
  await entered();
  talk().say({ kind: 'text', text: 'heard by nobody' });
  lastSocket().up.length = 0;
  for (let n = 0; n < 4; n += 1) {
    await floor().time.pass(5_000);
    lastSocket().down.push('{"type":"ping"}');
    await floor().settle();
  }
  expect(textsOf(talk()).slice(1)).toEqual(['heard by nobody']);
  expect(talk().view().lines[1]).toMatchObject({ seq: 2 });
});

test('pauses between tries grow, up to half a minute and a half, with some chance', async () => {
  talk().start();
  const dialled: number[] = [];
  for (let n = 0; n < 9; n += 1) {
    const before = floor().server.sockets.length;
    await floor().time.breathe();
    for (let ms = 0; floor().server.sockets.length === before && n > 0; ms += 100) await floor().time.pass(100);
    dialled.push(floor().time.now());
    cut();
  }
  const pauses = dialled.slice(1).map((at, n) => at - (dialled[n] ?? 0));
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(talk().view().connection).toBe('offline');
  talk().start();
  await floor().time.breathe();
  expect(floor().server.sockets).toHaveLength(10);
});

test.each([closeCodes.stopping, closeCodes.slow])('after close code %s it is back at once, without saying that it is offline', async (code) => {
  await entered();
  cut(code);
  expect(talk().view().connection).toBe('connecting');
  await floor().time.pass(500);
  await floor().settle();
  expect(talk().view().connection).toBe('open');
  cut(code);
  await floor().time.pass(600);
  expect(floor().server.sockets).toHaveLength(2);
});

test('a page whose place a newer one took goes on when it is used again, not by itself', async () => {
  await entered();
  cut(closeCodes.elsewhere);
  await floor().time.pass(600_000);
  expect([floor().server.sockets.length, talk().view().connection]).toEqual([1, 'elsewhere']);
  talk().say({ kind: 'text', text: 'here again' });
  await floor().settle();
  expect([talk().view().connection, textsOf(talk()).slice(1)]).toEqual(['open', ['here again']]);
  cut(closeCodes.elsewhere);
  talk().start();
  await floor().settle();
  expect(talk().view().connection).toBe('open');
});

test('a token that is not taken is replaced once, at once; then with pauses', async () => {
  floor().server.takeTokens('token-3');
  floor().tokens.splice(0, 1, 'token-1', 'token-2', 'token-3');
  await entered();
  await floor().time.pass(500);
  await floor().settle();
  expect(floor().asked).toEqual([false, true]);
  expect(talk().view().connection).toBe('offline');
  await floor().time.pass(4_000);
  await floor().settle();
  expect(floor().asked).toEqual([false, true, true]);
  expect(talk().view().connection).toBe('open');
});

test('without a token nothing is dialled, and it is asked for again later', async () => {
  floor().tokens.splice(0, 1, undefined, 'token-1');
  talk().start();
  await floor().time.breathe();
  expect([floor().server.sockets.length, talk().view().connection]).toEqual([0, 'offline']);
  await floor().time.pass(2_000);
  await floor().settle();
  expect(talk().view().connection).toBe('open');
});

test('a page that may not connect here is told so', async () => {
  talk().start();
  await floor().time.breathe();
  floor().server.tell({ type: 'refused', code: 'origin-refused', message: '不允许从这个网页访问' });
  cut(closeCodes.login);
  expect(talk().view().refused).toMatchObject({ code: 'origin-refused' });
});

test('hidden, it holds no line and asks for none; shown again it goes on', async () => {
  await entered();
  talk().stop();
  floor().server.says('agent', 'meanwhile');
  await floor().time.pass(600_000);
  expect(floor().server.sockets.filter(({ isOpen }) => isOpen)).toHaveLength(0);
  expect(floor().server.sockets).toHaveLength(1);
  talk().start();
  await floor().settle();
  expect(textsOf(talk()).slice(1)).toEqual(['meanwhile']);
});

test('what is no frame, or one of a newer server, is passed over', async () => {
  await entered();
  for (const odd of ['null', '[]', '{', '{"type":"constructor"}', '{"type":"messages"}', '{"type":"fireworks"}']) lastSocket().down.push(odd);
  floor().server.says('agent', 'still here');
  await floor().settle();
  expect(textsOf(talk()).slice(1)).toEqual(['still here']);
  expect(floor().server.sockets).toHaveLength(1);
});
