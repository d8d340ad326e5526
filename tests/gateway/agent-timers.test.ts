import { AgentStatus, ConversationDetail } from '../../shared/http/agent';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { agentPage, signedIn, type AgentPage } from './agent-page';
import { openHouse, read, type House } from './house';

let house: House;
let address: string;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li', { capacity: 1 }), agent('wang'), agent('zhao')],
    entries: [entry('vip', [toAgent('li'), toAgent('wang'), toAgent('zhao')]), entry('only', [toAgent('li')])],
  }, { sockets: { placeMs: 20, pingMs: 600_000 } });
  address = await house.side.listen();
});
afterEach(() => house.close());

/** His workbench is open; that he is here does not hang on it, since the test turns the clock. */
async function atWork(login: string): Promise<AgentPage> {
  await house.floor.online(login);
  return agentPage(house, address, await signedIn(house, login));
}
async function visited(openid = 'o1', text = 'hello', key = 'vip'): Promise<string> {
  const { id } = await house.floor.enter(openid, key);
  await house.floor.say(openid, text);
  await house.floor.settle();
  return id;
}
const detail = async (page: AgentPage, id: string): Promise<ConversationDetail['conversation']> => read(ConversationDetail, await page.http.get(`/api/agent/conversations/${id}`)).conversation;

test('F2 who does not answer in time loses it to the next, who loses it to the one after; each is told', async () => {
  const [li, wang, zhao] = [await atWork('li'), await atWork('wang'), await atWork('zhao')];
  const id = await visited();
  await li.told('assigned');
  for (const [former, next] of [[li, wang], [wang, zhao]] as const) {
    await house.floor.later(61_000);
    expect(await former.told('moved')).toMatchObject({ conversation: id, cause: 'missed-ring' });
    expect(await next.told('assigned')).toMatchObject({ conversation: id });
    await until('it to leave the list', () => former.list('mine').length === 0 && next.list('mine').join() === id);
  }
  expect(await detail(zhao, id)).toMatchObject({ agent: 'zhao', missed: ['li', 'wang'] });
});

test('F3 F11 an answer a second before the time keeps it, and only the first answer is the first', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang')];
  const id = await visited();
  await li.told('assigned');
  await house.floor.later(59_000);
  expect((await li.send(id, 'here')).statusCode).toBe(200);
  const at = house.floor.clock.now;
  await house.floor.later(2000);
  await li.send(id, 'and more');
  await house.floor.later(300_000);
  expect(await detail(li, id)).toMatchObject({ agent: 'li', firstReplyAt: at, missed: [] });
  expect([li.list('mine'), wang.list('mine')]).toEqual([[id], []]);
});

test('F5 neither the greeting nor a note is an answer', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang')];
  const id = await visited();
  await li.told('assigned');
  await li.http.send('POST', `/api/agent/conversations/${id}/notes`, { text: 'I look it up', clientId: 'client-of-note' });
  expect(await detail(li, id)).not.toHaveProperty('firstReplyAt');
  await house.floor.later(61_000);
  await li.told('moved');
  expect((await wang.told('assigned')).conversation).toBe(id);
});

test('F12 F13 five who say nothing ring nobody, fill nobody and pause nobody; the one who speaks is told', async () => {
  const li = await atWork('li');
  for (let n = 1; n <= 5; n += 1) {
    const { id } = await house.floor.enter(`o${n}`, 'only');
    await house.floor.settle();
    await until('it to stand in his list', () => li.list('mine').join() === id);
    await house.floor.later(61_000);
    expect(await detail(li, id)).toMatchObject({ state: 'assigned', agent: 'li', missed: [] });
    await house.floor.later(60_000);
    await until('it to be gone', () => li.list('mine').length === 0);
  }
  // His screen is told of them quietly; nothing was missed, and nothing reached his phone.
  expect(li.frames.filter((frame) => frame.type === 'told' && frame.kind !== 'assigned' && frame.kind !== 'closed')).toEqual([]);
  expect(house.floor.wecom).toEqual([]);
  const status = read(AgentStatus, await li.http.get('/api/agent/status'));
  expect([status.load, status.paused]).toEqual([0, undefined]);
  const id = await visited('o6', 'hello', 'only');
  await until('his line', () => li.unread(id) === 1);
  expect(house.floor.wecom.length).toBeGreaterThan(0);
});

test('E2 on duty in WeCom he gets visitors without any socket, until his duty ends', async () => {
  await house.floor.online('li');
  const id = await visited('o1', 'hello', 'only');
  const li = await agentPage(house, address, await signedIn(house, 'li'));
  await until('what he got', () => li.list('mine').join() === id);
  expect(read(AgentStatus, await li.http.get('/api/agent/status'))).toMatchObject({ status: 'online', dutyUntil: expect.any(Number) as number });
  await li.send(id, 'here');
  await li.http.send('POST', `/api/agent/conversations/${id}/end`);
  await li.http.send('POST', '/api/auth/logout');
  expect(await li.closed()).toBe(4401);
  await house.floor.later(9 * 3_600_000 + 1000);
  const { id: late } = await house.floor.enter('o2', 'only');
  await house.floor.say('o2', 'hello');
  await house.floor.settle();
  expect((await house.floor.conversation(late)).agent).toBeUndefined();
});
