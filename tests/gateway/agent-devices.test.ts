import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { agentPage, signedIn, type AgentPage } from './agent-page';
import { openHouse, type House } from './house';
import { refusal } from './staff-of';

let house: House;
let address: string;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li'), agent('wang'), agent('zhao')],
    entries: [entry('vip', [toAgent('li'), toAgent('wang')])],
  }, { sockets: { placeMs: 20, pingMs: 300 } });
  address = await house.side.listen();
});
afterEach(() => house.close());

async function atWork(login: string, device = 'device-one'): Promise<AgentPage> {
  const page = await agentPage(house, address, await signedIn(house, login), { device });
  await page.http.send('POST', '/api/agent/status', { status: 'online' });
  return page;
}
async function visited(): Promise<string> {
  await house.floor.enter('o1', 'vip');
  const { id } = await house.floor.say('o1', 'hello');
  await house.floor.settle();
  return id;
}
const owner = async (id: string): Promise<string | undefined> => (await house.floor.conversation(id)).agent;
const devices = async (key: string): Promise<string[]> => ((await house.floor.live.leases([key])).get(key) ?? []).map(({ device }) => device);
/** Time passes, and the sockets that are open answer their pings. */
async function passes(ms: number, ...pages: AgentPage[]): Promise<void> {
  for (let left = ms; left > 0; left -= 20_000) {
    house.floor.clock.pass(Math.min(left, 20_000));
    await Promise.all(pages.map((page) => page.next('ping').then(() => answersPings(page))));
  }
}
/** A page answers each ping. */
async function answersPings(page: AgentPage): Promise<void> {
  const { now } = house.floor.clock;
  page.say({ type: 'pong' });
  await until('his answer', async () => [...(await house.floor.live.leases(['li', 'wang'])).values()].flat().some(({ device, seenAt }) => device === page.device && seenAt >= now));
}

test('E4 with two devices, one that closes changes nothing', async () => {
  const browser = await atWork('li', 'the-browser');
  const phone = await atWork('li', 'the-phone-1');
  const id = await visited();
  await browser.send(id, 'here');
  await house.floor.settle();
  browser.socket.close();
  await passes(100_000, phone);
  await house.floor.later(0);
  expect([await owner(id), await devices('li')]).toEqual(['li', ['the-phone-1']]);
});

test('E6 a socket that is lost and back within the grace moves nobody', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang', 'device-two')];
  const id = await visited();
  await li.send(id, 'here');
  await house.floor.settle();
  const { phone } = house.floor;
  const before = phone.length;
  li.socket.terminate();
  await passes(50_000, wang);
  await house.floor.later(0);
  const back = await agentPage(house, address, await signedIn(house, 'li'));
  await passes(40_000, wang, back);
  await house.floor.later(0);
  expect([await owner(id), phone.length, back.list('mine')]).toEqual(['li', before, [id]]);
});

test('E1 E8 whoever is lost for longer is gone, and his visitor goes to a colleague', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang', 'device-two')];
  const id = await visited();
  expect(await owner(id)).toBe('li');
  li.socket.terminate();
  await passes(80_000, wang);
  await house.floor.later(0);
  expect(await wang.told('assigned')).toMatchObject({ conversation: id });
  expect(await devices('li')).toEqual([]);
});

test('E14 who signs out is gone at once, on every node, and his sockets are closed', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang', 'device-two')];
  const id = await visited();
  expect((await li.http.send('POST', '/api/auth/logout')).statusCode).toBe(204);
  expect([(await li.next('refused')).code, await li.closed()]).toEqual(['login-needed', 4401]);
  await until('no device', async () => (await devices('li')).length === 0);
  await house.floor.later(0);
  expect(await wang.told('assigned')).toMatchObject({ conversation: id });
  const other = await house.floor.another();
  await other.ops.staff.update({ by: 'admin', role: 'admin' }, 'wang', { login: 'wang', name: 'wang', role: 'agent', agent: 'wang', disabled: true });
  expect(await wang.closed()).toBe(4401);
  await until('no device', async () => (await devices('wang')).length === 0);
});

test('a session that ended while the news of it was lost is found at the next ping; one too old leaves him his grace', async () => {
  const li = await atWork('li');
  house.floor.live.publish = () => undefined;
  await house.floor.records.people.endSessions('staff', 'li');
  expect(await li.closed()).toBe(4401);
  await until('no device', async () => (await devices('li')).length === 0);
  const wang = await atWork('wang', 'device-two');
  house.floor.clock.pass(86_400_001);
  await wang.closed();
});

test('E9 who is forced offline is told by whom, sends no more, and his visitors go as from one who is gone', async () => {
  const [li, wang] = [await atWork('li'), await atWork('wang', 'device-two')];
  const id = await visited();
  await house.floor.desk.agent.setStatus({ agent: 'li', status: 'offline', by: 'zhao' });
  expect(await li.told('forced-offline')).toMatchObject({ by: 'zhao', words: { zh: expect.stringContaining('ZHAO') as string } });
  expect(refusal(await li.send(id, 'still here'))).toEqual([403, 'not-allowed']);
  await house.floor.later(0);
  expect(await wang.told('assigned')).toMatchObject({ conversation: id });
  expect(await li.told('moved')).toMatchObject({ conversation: id, to: 'wang', cause: 'agent-gone' });
  expect(li.frames.findLast((frame) => frame.type === 'status')).toMatchObject({ status: { status: 'offline', forcedBy: 'zhao' } });
});

test('E10 a visitor who ends changes nobody’s status', async () => {
  const li = await atWork('li');
  const id = await visited();
  await li.told('assigned');
  const { desk } = house.floor;
  await desk.ops.supervise.end({ by: 'zhao', role: 'supervisor', agent: 'zhao' }, id);
  expect(await li.told('closed')).toMatchObject({ conversation: id });
  await until('no line', () => li.list('mine').length === 0);
  expect((await li.http.get('/api/agent/status')).json()).toMatchObject({ status: 'online', load: 0 });
});

test('news that is lost is made up for at the next ping', async () => {
  const li = await atWork('li');
  house.floor.live.publish = () => undefined;
  const id = await visited();
  expect(await li.told('assigned')).toMatchObject({ conversation: id });
  li.say({ type: 'watch', conversation: id, after: 0 });
  await until('the first word', () => li.messages(id).some(({ from }) => from === 'visitor'));
  await house.floor.say('o1', 'more');
  await until('what was missed', () => li.messages(id).some(({ body }) => body.kind === 'text' && body.text === 'more'));
  await until('in the list, too', () => li.unread(id) === 2);
});

test('what happens on another node is told here', async () => {
  const li = await atWork('li');
  const id = await visited();
  await li.told('assigned');
  li.say({ type: 'watch', conversation: id, after: 0 });
  const other = await house.floor.another();
  await other.agent.reply({ agent: 'li', conversation: id, body: { kind: 'text', text: 'from my phone' }, key: 'a-key-of-the-phone' });
  await until('his words from there', () => li.messages(id).some(({ body }) => body.kind === 'text' && body.text === 'from my phone'));
  await other.agent.setStatus({ agent: 'li', status: 'away', by: 'li' });
  await until('his status from there', () => li.frames.findLast((frame) => frame.type === 'status')?.status.status === 'away');
});
