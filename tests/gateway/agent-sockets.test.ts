import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { agentPage, connectAgent, OWN, signedIn, type AgentPage } from './agent-page';
import { openHouse, type House } from './house';
import { refusal } from './staff-of';

let house: House;
let address: string;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li'), agent('wang'), agent('zhao', { capacity: 1 })],
    entries: [entry('vip', [toAgent('li'), toAgent('wang')]), entry('only', [toAgent('zhao')])],
  }, { sockets: { placeMs: 20, pingMs: 60_000 } });
  address = await house.side.listen();
});
afterEach(() => house.close());

const words = (page: AgentPage, conversation: string): string[] => page.messages(conversation).flatMap(({ body, from }) => (from !== 'system' && body.kind === 'text' ? [body.text] : []));
/** At work, by his socket alone. */
async function atWork(login: string, device?: string): Promise<AgentPage> {
  const page = await agentPage(house, address, await signedIn(house, login, login === 'zhao' ? 'supervisor' : 'agent'), device === undefined ? {} : { device });
  await page.http.send('POST', '/api/agent/status', { status: 'online' });
  return page;
}
async function visited(openid = 'o1', text = 'hello', key = 'vip'): Promise<string> {
  await house.floor.enter(openid, key);
  const { id } = await house.floor.say(openid, text);
  await house.floor.settle();
  return id;
}

test('only pages of our own open a socket, and only for who may work', async () => {
  await expect(connectAgent(address, { origin: 'https://elsewhere.example' })).rejects.toThrow('403');
  await expect(connectAgent(address, {})).rejects.toThrow('403');
  const token = await signedIn(house, 'li');
  for (const said of [{ token: 'x'.repeat(43) }, {}]) {
    const page = await connectAgent(address);
    page.say({ type: 'hello', device: 'device-one', ...said });
    expect([(await page.next('refused')).code, await page.closed()]).toEqual(['login-needed', 4401]);
  }
  const ops = await connectAgent(address);
  ops.say({ type: 'hello', device: 'device-one', token: await signedIn(house, 'the-ops', 'ops', 'wang') });
  expect(await ops.closed()).toBe(4401);
  for (const headers of [{ origin: 'http://LOCALHOST', cookie: `zhida_session=${token}` }, { origin: OWN, authorization: `Bearer ${token}` }]) {
    const page = await connectAgent(address, headers);
    page.say({ type: 'hello', device: 'device-one' });
    expect(await page.next('ready')).toMatchObject({ pingMs: 60_000, status: { status: 'offline' } });
    page.raw('{"type":"hello"}');
    expect([(await page.next('refused')).code, await page.closed()]).toEqual(['bad-request', 4400]);
  }
});

test('he is told what became his, sees its words by number, and how his own went', async () => {
  const page = await atWork('li');
  const id = await visited();
  expect(await page.told('assigned')).toMatchObject({ conversation: id, words: { zh: expect.stringContaining('新会话') as string } });
  await until('the line', () => page.unread(id) === 1 && page.list('mine').join() === id);
  page.say({ type: 'watch', conversation: id, after: 0 });
  await until('the words', () => words(page, id).join() === 'hello');
  expect((await page.next('conversation')).detail).toMatchObject({ conversation: { id, agent: 'li' }, why: { zh: expect.any(String) as string } });
  await page.send(id, 'here');
  await house.floor.settle();
  await until('his own words', () => words(page, id).join() === 'hello,here');
  const seq = page.messages(id).at(-1)?.seq;
  const lastOf = () => page.frames.flatMap((frame) => (frame.type === 'changed' || frame.type === 'messages' ? frame.messages : [])).findLast((message) => message.seq === seq);
  await until('the tick', () => lastOf()?.delivery?.state === 'sent');
  house.floor.outcomes.push({ kind: 'refused', why: 'blocked' });
  await page.send(id, 'and this');
  await house.floor.settle();
  expect(await page.told('delivery')).toMatchObject({ conversation: id, state: 'failed' });
});

test('resuming gives exactly what was missed, and what has changed of what he had', async () => {
  const first = await atWork('li');
  const id = await visited();
  await first.send(id, 'one');
  const token = await signedIn(house, 'li');
  const { seq } = await house.floor.conversation(id);
  first.socket.terminate();
  for (let n = 0; n < 120; n += 1) await house.floor.say('o1', `missed ${n}`);
  await house.floor.settle();
  const back = await agentPage(house, address, token, { watching: [{ conversation: id, after: seq }] });
  await until('all that was missed', () => words(back, id).length === 120);
  expect(back.frames.find((frame) => frame.type === 'messages')).toMatchObject({ after: seq });
  back.say({ type: 'watch', conversation: id, after: seq + 118 });
  const changed = await back.next('changed', (frame) => frame.messages.length > 1);
  expect(changed.messages.every((message) => message.seq <= seq + 118)).toBe(true);
});

test('what is unread is the same on all devices and survives their going', async () => {
  const one = await atWork('li');
  const two = await agentPage(house, address, await signedIn(house, 'li'), { device: 'device-two' });
  const id = await visited();
  await house.floor.say('o1', 'more');
  await until('two unread on both', () => one.unread(id) === 2 && two.unread(id) === 2);
  one.say({ type: 'read', conversation: id, seq: (await house.floor.conversation(id)).seq });
  await until('none on both', () => one.unread(id) === 0 && two.unread(id) === 0);
  const three = await agentPage(house, address, await signedIn(house, 'li'), { device: 'device-three' });
  expect(three.unread(id)).toBe(0);
  three.say({ type: 'read', conversation: 'a'.repeat(32), seq: 1 });
  expect(await three.next('refused')).toMatchObject({ code: 'not-owner', conversation: 'a'.repeat(32) });
});

test('F7 who passes a visitor on hears and says no more; the other sees all, with the note', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang')];
  const id = await visited();
  await li.told('assigned');
  li.say({ type: 'watch', conversation: id, after: 0 });
  await until('the words', () => words(li, id).length === 1);
  await li.http.send('POST', `/api/agent/conversations/${id}/transfer`, { to: 'wang', note: 'knows the price' });
  expect(await wang.told('assigned')).toMatchObject({ conversation: id });
  expect(await li.told('moved')).toMatchObject({ conversation: id, to: 'wang', cause: 'transferred', words: { en: expect.stringContaining('WANG') as string } });
  expect(await li.next('refused')).toMatchObject({ conversation: id, code: 'conversation-unknown' });
  await until('gone from his list', () => li.list('mine').length === 0);
  wang.say({ type: 'watch', conversation: id, after: 0 });
  await until('all history', () => words(wang, id).includes('hello') && words(wang, id).includes('knows the price'));
  const before = li.frames.length;
  await house.floor.say('o1', 'for wang');
  await until('his words', () => words(wang, id).includes('for wang'));
  expect(refusal(await li.send(id, 'no more'))).toEqual([404, 'conversation-unknown']);
  expect(li.frames.slice(before).filter((frame) => frame.type === 'messages')).toEqual([]);
});

test('F9 who is asked and says nothing is asked no more, and the asker told', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang')];
  const id = await visited();
  const ask = () => li.http.send('POST', `/api/agent/conversations/${id}/transfer`, { to: 'wang', ask: true, note: 'please' });
  await ask();
  const asked = await wang.told('asked');
  expect(asked).toMatchObject({ conversation: id, by: 'li', note: 'please', until: house.floor.clock.now + house.floor.desk.ctx.times.transferAsk });
  const late = await agentPage(house, address, await signedIn(house, 'wang'), { device: 'device-two' });
  expect(await late.told('asked')).toMatchObject({ conversation: id });
  await wang.http.send('POST', `/api/agent/conversations/${id}/transfer-answer`, { accept: false });
  await li.told('ask-declined');
  await ask();
  await wang.told('asked');
  await house.floor.later(house.floor.desk.ctx.times.transferAsk + 1);
  expect(await li.told('ask-expired')).toMatchObject({ conversation: id, to: 'wang' });
  await wang.told('asked-no-more');
  expect(await house.floor.conversation(id)).toMatchObject({ agent: 'li' });
});

test('F7 who is asked and accepts has the visitor, and the asker no more; to be asked twice is to be asked once, and nothing was refused', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang')];
  const id = await visited();
  const ask = (): Promise<unknown> => li.http.send('POST', `/api/agent/conversations/${id}/transfer`, { to: 'wang', ask: true });
  await ask();
  await wang.told('asked');
  house.floor.clock.pass(1000);
  await ask();
  await wang.told('asked');
  await wang.http.send('POST', `/api/agent/conversations/${id}/transfer-answer`, { accept: true });
  await wang.told('assigned');
  await li.told('moved');
  const kinds = wang.frames.flatMap((frame) => (frame.type === 'told' ? [frame.kind] : []));
  expect(kinds.filter((kind) => kind.startsWith('ask'))).toEqual(['asked', 'asked', 'asked-no-more']);
});

test('F10 D1 who answers a waiting visitor first has him; the queue is seen by those it names', async () => {
  const [li, wang] = [await agentPage(house, address, await signedIn(house, 'li')), await agentPage(house, address, await signedIn(house, 'wang'))];
  const id = await visited();
  house.floor.clock.pass(1000);
  const stranger = await visited('o2', 'other', 'only');
  await until('both queues', () => [li, wang].every((page) => page.list('queue').join() === id));
  const chief = await agentPage(house, address, await signedIn(house, 'zhao', 'supervisor'));
  expect(chief.list('queue')).toEqual([id, stranger]);
  await li.http.send('POST', '/api/agent/status', { status: 'online' });
  await wang.send(id, 'mine');
  await until('his', () => wang.list('mine').join() === id || li.list('mine').join() === id);
  await until('out of both queues', () => [li, wang].every((page) => page.list('queue').length === 0));
});

test('F1 E13 who does not answer in time is told, and paused after too many', async () => {
  await house.floor.publish((config) => { config.settings.missesBeforePause = 1; });
  const [li] = [await atWork('li'), await atWork('wang')];
  const id = await visited();
  await li.told('assigned');
  await house.floor.later(61_000);
  expect(await li.told('moved')).toMatchObject({ conversation: id, cause: 'missed-ring' });
  expect(await li.told('paused')).toMatchObject({ reason: expect.any(String) as string });
  await li.http.send('POST', '/api/agent/resume');
  await until('his status', () => li.frames.findLast((frame) => frame.type === 'status')?.status.paused === undefined);
});
