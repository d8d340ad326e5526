import { closeCodes } from '../../shared/talk/close-codes';
import { onTalk, textsOf } from './talk-floor';

const { floor, talk, views, cut, lastSocket, entered, framesOf } = onTalk();
const text = (words: string) => ({ kind: 'text' as const, text: words });

test('it enters once, shows who answers and both sides’ words', async () => {
  expect(talk().view()).toMatchObject({ connection: 'connecting', lines: [], earlier: 'none', unread: 0 });
  await entered();
  talk().say(text('在吗'));
  await floor().settle();
  floor().server.says('agent', '在的');
  await floor().settle();
  expect(talk().view()).toMatchObject({ connection: 'open', state: { agent: { name: '李雷' }, state: 'assigned' }, earlier: 'none' });
  expect(textsOf(talk()).slice(1)).toEqual(['在吗', '在的']);
  expect(talk().view().lines[2]).toMatchObject({ from: 'agent', name: '李雷', seq: 3 });
  expect(framesOf('open')).toHaveLength(1);
});

test('an own word is shown at once, keeps its id, and its echo is not shown beside it', async () => {
  await entered();
  const id = talk().say(text('hello'));
  expect(talk().view().lines.slice(1)).toEqual([expect.objectContaining({ id, sending: 'waiting', body: text('hello') })]);
  await floor().settle();
  expect(talk().view().lines.slice(1)).toEqual([expect.objectContaining({ id, seq: 2, conversation: floor().server.current()?.state.conversation })]);
  expect(talk().view().lines[1]).not.toHaveProperty('sending');
  for (const view of views()) expect(view.lines.filter(({ body }) => body.kind === 'text' && body.text === 'hello').length).toBeLessThanOrEqual(1);
});

test('the same words said twice are shown twice', async () => {
  await entered();
  talk().say(text('ok'));
  talk().say(text('ok'));
  await floor().settle();
  expect(textsOf(talk()).slice(1)).toEqual(['ok', 'ok']);
  expect(new Set(talk().view().lines.map(({ id }) => id)).size).toBe(3);
});

test('the same words from another page of his do not swallow his own', async () => {
  await entered();
  talk().say(text('ok'));
  floor().server.saysElsewhere('ok');
  await floor().settle();
  expect(textsOf(talk()).slice(1)).toEqual(['ok', 'ok']);
  expect(talk().view().lines.map(({ sending }) => sending)).toEqual([undefined, undefined, undefined]);
});

test('after a break it gets exactly what it missed, with what it said meanwhile after that, in order', async () => {
  await entered();
  cut();
  expect(talk().view().connection).toBe('offline');
  for (const words of ['one', 'two', 'three', 'four', 'five']) floor().server.says('agent', words);
  talk().say(text('first'));
  talk().say(text('second'));
  expect(textsOf(talk()).slice(1)).toEqual(['first', 'second']);
  await floor().time.pass(2_000);
  await floor().settle();
  expect(textsOf(talk()).slice(1)).toEqual(['one', 'two', 'three', 'four', 'five', 'first', 'second']);
  expect(talk().view().connection).toBe('open');
  expect(framesOf('hello')[1]).toMatchObject({ after: [{ seq: 1 }] });
  expect(framesOf('open')).toHaveLength(1);
});

test('G2 words whose acknowledgement was lost are said again with the same id, and arrive once', async () => {
  await entered();
  const id = talk().say(text('once'));
  await floor().time.breathe();
  lastSocket().step();
  lastSocket().down.length = 0;
  cut();
  expect(textsOf(talk()).slice(1)).toEqual(['once']);
  await floor().time.pass(2_000);
  await floor().settle();
  expect(framesOf('say').map((frame) => 'clientId' in frame && frame.clientId)).toEqual([id, id]);
  expect(textsOf(talk()).slice(1)).toEqual(['once']);
  expect(talk().view().lines[1]).toMatchObject({ id, seq: 2 });
});

test('words outlive the program, and are said in order by the next run', async () => {
  talk().say(text('one'));
  talk().say(text('two'));
  const next = floor().page();
  expect(next.view().lines.map(({ sending, body }) => [sending, body])).toEqual([['waiting', text('one')], ['waiting', text('two')]]);
  next.start();
  await floor().settle();
  expect(textsOf(next).slice(1)).toEqual(['one', 'two']);
  expect(floor().storage.all.has('zhida.unsent.vip')).toBe(false);
});

test('two pages of one visitor keep each other’s unsent words, and both say the same once', async () => {
  const other = floor().page();
  talk().say(text('from one'));
  other.say(text('from two'));
  const third = floor().page();
  expect(textsOf(third)).toEqual(['from one', 'from two']);
  for (const page of [talk(), other, third]) page.start();
  await floor().settle();
  for (const page of [talk(), other, third]) expect(textsOf(page).slice(1).sort()).toEqual(['from one', 'from two']);
  expect(floor().server.current()?.messages.filter(({ from }) => from === 'visitor')).toHaveLength(2);
});

test('what is refused is shown as failed with the reason, lets the next through, and can be said again or given up', async () => {
  await entered();
  const id = talk().say(text('refuse this'));
  talk().say(text('next'));
  await floor().settle();
  expect(talk().view().lines.slice(1)).toEqual([expect.objectContaining({ body: text('next'), seq: 2 }), expect.objectContaining({ id, sending: 'failed', code: 'unsupported-type' })]);
  talk().again(id);
  expect(talk().view().lines[2]).toMatchObject({ id, sending: 'waiting' });
  await floor().settle();
  expect(talk().view().lines[2]).toMatchObject({ id, sending: 'failed' });
  expect(textsOf(floor().page())).toEqual(['refuse this']);
  talk().drop(id);
  expect(textsOf(talk()).slice(1)).toEqual(['next']);
  expect(textsOf(floor().page())).toEqual([]);
});

test('words no server takes are never sent, since it would close the line for them', async () => {
  await entered();
  talk().say(text('x'.repeat(2001)));
  talk().say(text(' \n'));
  talk().say(text('a\u0000b'));
  await floor().settle();
  expect(talk().view().lines.slice(1).map(({ body, code }) => [body.kind === 'text' && body.text.length, code])).toEqual([[2, undefined], [2001, 'too-large'], [2, 'bad-request']]);
});

test.each([[closeCodes.badFrame, 'bad-request'], [closeCodes.tooLarge, 'too-large']])('a word the server closes the line for (%s) has failed and is not said for ever', async (code, why) => {
  await entered();
  talk().say(text('odd'));
  cut(code);
  await floor().time.pass(60_000);
  await floor().settle();
  expect(talk().view().lines[1]).toMatchObject({ sending: 'failed', code: why });
  expect(framesOf('say')).toEqual([]);
});

test('a conversation that ended while he was away is not opened again by coming back, but by his next word; both are shown', async () => {
  await entered();
  talk().say(text('before'));
  await floor().settle();
  cut();
  floor().server.end(floor().server.current());
  await floor().time.pass(2_000);
  await floor().settle();
  expect(talk().view().state).toMatchObject({ state: 'closed', closeReason: 'idle' });
  expect(floor().server.conversations).toHaveLength(1);
  talk().say(text('after'));
  await floor().settle();
  expect(talk().view().state).toMatchObject({ state: 'assigned' });
  const texts = textsOf(talk());
  expect([texts.indexOf('before'), texts.indexOf('after'), texts.length]).toEqual([1, 3, 4]);
});

test('what another page of his has talked about in between is read back by itself', async () => {
  await entered();
  floor().server.end(floor().server.current());
  await floor().settle();
  cut();
  for (let n = 0; n < 3; n += 1) {
    for (let word = 0; word < 5; word += 1) floor().server.saysElsewhere(`elsewhere ${n} ${word}`);
    if (n < 2) floor().server.end(floor().server.current());
  }
  await floor().time.pass(2_000);
  await floor().settle();
  talk().say(text('mine'));
  await floor().settle();
  await floor().settle();
  expect(textsOf(talk())).toEqual(floor().server.conversations.flatMap(({ messages }) => messages.map(({ body }) => (body.kind === 'text' ? body.text : ''))));
});

test('history comes on demand, across conversations, until there is none', async () => {
  const older = floor().page();
  older.start();
  await floor().settle();
  for (let n = 0; n < 9; n += 1) floor().server.says(n % 2 ? 'agent' : 'system', `old ${n}`);
  for (let n = 0; n < 8; n += 1) floor().server.note();
  floor().server.says('agent', 'after the notes');
  older.end();
  await floor().settle();
  older.stop();
  await entered();
  for (let n = 0; n < 7; n += 1) floor().server.says('agent', `new ${n}`);
  await floor().settle();
  talk().stop();
  const fresh = floor().page();
  fresh.start();
  await floor().settle();
  expect(fresh.view().earlier).toBe('more');
  expect(fresh.view().lines).toHaveLength(4);
  for (let rounds = 0; fresh.view().earlier !== 'none'; rounds += 1) {
    expect(rounds).toBeLessThan(20);
    const before = fresh.view().lines.length;
    fresh.earlier();
    expect(fresh.view().earlier).toBe('loading');
    await floor().settle();
    expect(fresh.view().lines.length).toBeGreaterThan(before);
  }
  expect(textsOf(fresh)).toEqual(floor().server.conversations.flatMap(({ messages }) => messages.map(({ body }) => (body.kind === 'text' ? body.text : ''))));
});

test('answers are unread until they are seen, also for the next run; the server is told how far, on each line', async () => {
  await entered();
  talk().seen();
  floor().server.says('agent', 'one');
  floor().server.says('system', 'not an answer');
  floor().server.says('agent', 'two');
  await floor().settle();
  expect(talk().view().unread).toBe(2);
  talk().stop();
  const next = floor().page();
  next.start();
  await floor().settle();
  expect(next.view().unread).toBe(2);
  next.watch(() => next.seen());
  next.seen();
  await floor().settle();
  expect(next.view().unread).toBe(0);
  expect(framesOf('read').map((frame) => 'seq' in frame && frame.seq)).toEqual([1, 1, 4]);
});

test('the agent’s writing is shown until he has written, or for some seconds; how far he has read is kept', async () => {
  await entered();
  const { conversation } = talk().view().state ?? { conversation: '' };
  floor().server.tell({ type: 'typing', conversation });
  floor().server.tell({ type: 'typing', conversation: 'another' });
  floor().server.tell({ type: 'read', conversation, seq: 1 });
  await floor().settle();
  expect(talk().view()).toMatchObject({ typing: true, readTo: 1 });
  await floor().time.pass(6_000);
  expect(talk().view().typing).toBe(false);
  floor().server.tell({ type: 'typing', conversation });
  floor().server.says('agent', 'done');
  await floor().settle();
  expect(talk().view().typing).toBe(false);
});

test('his own writing goes out at most every few seconds', async () => {
  await entered();
  for (let n = 0; n < 50; n += 1) {
    talk().typing();
    await floor().time.pass(100);
  }
  await floor().settle();
  expect(framesOf('typing')).toHaveLength(2);
});

test('the end and the survey are said once there is a line, and once', async () => {
  await entered();
  cut();
  talk().end();
  talk().rate(5, 'x'.repeat(600));
  await floor().time.pass(2_000);
  await floor().settle();
  expect(talk().view().state).toMatchObject({ state: 'closed', survey: { stars: 5, comment: 'x'.repeat(500) } });
  cut();
  await floor().time.pass(2_000);
  await floor().settle();
  expect([framesOf('end').length, framesOf('rate').length]).toEqual([1, 1]);
});

test('a conversation that is not his any more leaves the screen, and he enters anew', async () => {
  await entered();
  floor().server.says('agent', 'somebody’s secret');
  await floor().settle();
  cut();
  floor().server.conversations.length = 0;
  await floor().time.pass(2_000);
  await floor().settle();
  expect(textsOf(talk())).not.toContain('somebody’s secret');
  expect(talk().view().lines).toHaveLength(1);
  expect(floor().server.conversations).toHaveLength(1);
});
