import { Value } from '@sinclair/typebox/value';
import { AgentStatus, ConversationDetail, ConversationLines, ReplyAnswer } from '../../shared/http/agent';
import type { Role } from '../../shared/permissions';
import { hashToken, makeToken } from '../../server/gateway/tokens';
import { agent, entry, group, toAgent } from '../desk/floor';
import { MessagesAnswer } from '../../shared/http/visitor';
import { bearer, openHouse, read, type House } from './house';

let house: House;
let li: Record<string, string>;
let wang: Record<string, string>;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li', { capacity: 1 }), agent('wang'), agent('zhao')],
    groups: [{ key: 'all', name: 'ALL', strategy: 'least-busy', members: [{ agent: 'li' }, { agent: 'wang' }] }],
    entries: [entry('pre', [toAgent('li'), toAgent('wang')]), entry('other', [toAgent('zhao')])],
  });
  li = await signIn('li', 'agent', 'li');
  wang = await signIn('wang', 'agent', 'wang');
});
afterEach(() => house.close());

async function signIn(login: string, role: Role, agentKey?: string): Promise<Record<string, string>> {
  const { people } = house.floor.records;
  await people.saveStaff({ id: `id-${login}`, login, name: login, role, disabled: false, ...(agentKey !== undefined && { agent: agentKey }) });
  const token = makeToken((size) => Buffer.from(login.padEnd(size, '.')));
  await people.openSession({ hash: hashToken(token), kind: 'staff', subject: `id-${login}`, createdAt: 0, expiresAt: house.floor.clock.now + 86_400_000 });
  return bearer(token);
}
const get = (path: string, headers: Record<string, string>) => house.http.inject({ method: 'GET', url: `/api/agent/${path}`, headers });
const post = (path: string, headers: Record<string, string>, payload?: object) =>
  house.http.inject({ method: 'POST', url: `/api/agent/${path}`, headers, ...(payload && { payload }) });
const text = (words: string, clientId = 'client-0001') => ({ body: { kind: 'text', text: words }, clientId });
const ids = (answer: Awaited<ReturnType<typeof get>>): string[] => read(ConversationLines, answer).conversations.map((one) => one.conversation.id);

test('his status is what he chose', async () => {
  expect((await get('status', li)).json()).toMatchObject({ status: 'offline', load: 0, limit: 1 });
  const changed = await post('status', li, { status: 'online' });
  expect(Value.Check(AgentStatus, changed.json())).toBe(true);
  expect(changed.json().status).toBe('online');
  expect((await post('status', li, { status: 'busy' })).statusCode).toBe(400);
  await house.floor.records.agents.pause('li', 'missed', house.floor.clock.now);
  expect((await get('status', li)).json().paused).toMatchObject({ reason: 'missed' });
  expect((await post('resume', li)).json().paused).toBeUndefined();
});

test('the queue shows who waits for him and nobody else', async () => {
  const mine = await house.floor.say('o1', 'hello');
  await house.floor.enter('o2', 'other');
  const queue = await get('queue', li);
  expect(Value.Check(ConversationLines, queue.json())).toBe(true);
  expect(ids(queue)).toEqual([mine.id]);
  expect(ids(await get('queue', await signIn('chief', 'supervisor', 'wang')))).toHaveLength(2);
});

test('taking, answering, noting and ending', async () => {
  const { id } = await house.floor.say('o1', 'hello');
  expect((await post(`conversations/${id}/take`, li)).json().conversation).toMatchObject({ state: 'assigned', agent: 'li' });
  expect(ids(await get('conversations', li))).toEqual([id]);
  const detail = await get(`conversations/${id}`, li);
  expect(Value.Check(ConversationDetail, detail.json())).toBe(true);
  expect(detail.json()).toMatchObject({ allowance: { left: 4 }, agentName: 'LI', label: { zh: expect.any(String) }, why: { zh: expect.stringContaining('LI') } });
  const said = await post(`conversations/${id}/messages`, li, text('你好'));
  expect(Value.Check(ReplyAnswer, said.json())).toBe(true);
  const again = await post(`conversations/${id}/messages`, li, text('你好'));
  expect(again.json().message.id).toBe(said.json().message.id);
  expect((await post(`conversations/${id}/notes`, li, { text: 'careful', clientId: 'client-0002' })).json().message.from).toBe('note');
  await house.floor.settle();
  expect(house.floor.phone.filter((one) => one.body.kind === 'text' && one.body.text === '你好')).toHaveLength(1);
  const { messages } = read(MessagesAnswer, await get(`conversations/${id}/messages?after=${said.json().message.seq}`, li));
  expect(messages.map((one) => one.from)).toEqual(['note']);
  expect((await post(`conversations/${id}/end`, li)).json().conversation).toMatchObject({ state: 'closed', closeReason: 'ended-by-agent' });
  expect((await post(`conversations/${id}/messages`, li, text('late', 'client-0003'))).json().code).toBe('closed');
  expect((await post(`conversations/${id}/take`, li)).json().code).toBe('closed');
});

test('D1 two take at once: one has it, the other is told who', async () => {
  const { id } = await house.floor.say('o1', 'hello');
  const answers = await Promise.all([post(`conversations/${id}/take`, li), post(`conversations/${id}/take`, wang)]);
  expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 409]);
  const loser = answers.find((one) => one.statusCode === 409);
  expect(loser?.json()).toMatchObject({ code: 'taken', detail: { name: expect.stringMatching(/LI|WANG/) } });
});

test('next is the first in line, and 204 when nobody waits', async () => {
  const first = await house.floor.say('o1', 'hello');
  house.floor.clock.pass(1000);
  await house.floor.say('o2', 'hello');
  expect((await post('next', wang)).json().conversation.id).toBe(first.id);
  await post('next', wang);
  expect((await post('next', wang)).statusCode).toBe(204);
});

test('F7 passing on: the former owner may not send any more, the next one reads everything', async () => {
  await house.floor.online('wang');
  const { id } = await house.floor.say('o1', 'hello');
  const passed = await post(`conversations/${id}/transfer`, wang, { to: 'li' });
  expect(passed.json().code).toBe('agent-not-available');
  await house.floor.online('li');
  expect((await post(`conversations/${id}/transfer`, wang, { to: 'li', note: 'VIP' })).json().conversation.agent).toBe('li');
  expect((await post(`conversations/${id}/messages`, wang, text('mine'))).statusCode).toBe(404);
  const seen = (await get(`conversations/${id}/messages?after=0`, li)).body;
  expect([seen.includes('hello'), seen.includes('VIP')]).toEqual([true, true]);
});

test('to a group: whoever the router would ask first there, never who passes it on, and nobody when nobody is there', async () => {
  await house.floor.online('li');
  const { id } = await house.floor.say('o1', 'hello');
  expect((await post(`conversations/${id}/transfer`, li, { to: { group: 'nobody-knows' } })).json().code).toBe('agent-not-available');
  expect((await post(`conversations/${id}/transfer`, li, { to: { group: 'all' } })).json().code).toBe('agent-not-available');
  expect((await get('colleagues', li)).json().groups).toEqual([{ key: 'all', name: expect.any(String), members: 1, here: 0 }]);
  await house.floor.online('wang');
  expect((await post(`conversations/${id}/transfer`, li, { to: { group: 'all' } })).json()).toMatchObject({ to: 'WANG', conversation: { agent: 'wang' } });
});

test('to a group: where the platform will not have the first of it, the next one gets it', async () => {
  await house.floor.publish((config) => {
    config.agents.push(agent('chen'));
    config.groups.push(group('two', ['wang', 'chen']));
  });
  await house.floor.online('li');
  const { id } = await house.floor.say('o1', 'hello');
  await house.floor.online('wang', 'chen');
  house.floor.appointments.push({ kind: 'refused', why: 'agent-unavailable' });
  expect((await post(`conversations/${id}/transfer`, li, { to: { group: 'two' }, note: '小心' })).json()).toMatchObject({ to: 'CHEN', conversation: { agent: 'chen' } });
  expect((await house.floor.records.conversations.since(id, 0, 100)).filter(({ from, body }) => from === 'note' && body.kind === 'text' && body.text === '小心')).toHaveLength(1);
});

test('asking first leaves it with its owner until the colleague accepts', async () => {
  await house.floor.online('wang', 'li');
  const { id } = await house.floor.say('o1', 'hello');
  const asked = await post(`conversations/${id}/transfer`, li, { to: 'wang', ask: true });
  expect([asked.json().until, asked.json().conversation.agent]).toEqual([house.floor.clock.now + 30_000, 'li']);
  expect((await post(`conversations/${id}/transfer-answer`, li, { accept: true })).statusCode).toBe(409);
  expect((await post(`conversations/${id}/transfer-answer`, wang, { accept: true })).json().conversation.agent).toBe('wang');
  expect((await post(`conversations/${id}/transfer-answer`, wang, { accept: true })).json().code).toBe('conflict');
});

test('what is given back goes to the next of the ladder, then waits; it is no miss, and nobody is offered it again', async () => {
  await house.floor.online('li', 'wang');
  const { id } = await house.floor.say('o1', 'hello');
  expect((await post(`conversations/${id}/hand-back`, wang)).json().code).toBe('conversation-unknown');
  expect((await post(`conversations/${id}/hand-back`, li)).json().conversation).toMatchObject({ state: 'assigned', agent: 'wang' });
  expect((await post(`conversations/${id}/hand-back`, li)).json().code).toBe('conversation-unknown');
  expect((await post(`conversations/${id}/hand-back`, wang)).json().conversation).toMatchObject({ state: 'waiting', missed: ['li', 'wang'] });
  await house.floor.settle();
  expect(ids(await get('queue', li))).toEqual([id]);
  const [seat] = await house.floor.records.agents.states(['li']);
  expect(seat).toMatchObject({ load: 0, misses: 0 });
  expect((await post(`conversations/${id}/take`, li)).json().conversation.agent).toBe('li');
});

test('only the owner or a supervisor speaks and ends', async () => {
  await house.floor.online('li');
  const { id } = await house.floor.say('o1', 'hello');
  expect((await post(`conversations/${id}/take`, wang)).json()).toMatchObject({ code: 'taken', detail: { name: 'LI' } });
  expect((await post(`conversations/${id}/take`, await signIn('zhao', 'agent', 'zhao'))).json().code).toBe('conversation-unknown');
  for (const act of ['messages', 'notes', 'end'] as const) {
    const payload = act === 'messages' ? text('x') : act === 'notes' ? { text: 'x', clientId: 'client-0001' } : undefined;
    expect([act, (await post(`conversations/${id}/${act}`, wang, payload)).statusCode]).toEqual([act, 404]);
  }
  expect((await get(`conversations/${id}`, wang)).statusCode).toBe(404);
  const chief = await signIn('chief', 'supervisor', 'zhao');
  expect((await get(`conversations/${id}`, chief)).statusCode).toBe(200);
  expect((await post(`conversations/${id}/messages`, chief, text('from above'))).statusCode).toBe(200);
  expect((await post(`conversations/${id}/end`, chief)).json().conversation.closeReason).toBe('ended-by-supervisor');
});

test.each([
  ['null', null], ['an array', []], ['no body', { clientId: 'client-0001' }], ['an unknown kind', { body: { kind: 'event', event: 'x' }, clientId: 'client-0001' }],
  ['blank words', text('  \n')], ['too much', text('x'.repeat(20_001))], ['a short client id', text('x', 'short')], ['a file by path', { body: { kind: 'image', file: '../../etc/passwd' }, clientId: 'client-0001' }],
])('a reply of %s is 400', async (_, payload) => {
  const { id } = await house.floor.say('o1', 'hello');
  const answer = await house.http.inject({ method: 'POST', url: `/api/agent/conversations/${id}/messages`, headers: { ...li, 'content-type': 'application/json' }, payload: JSON.stringify(payload) });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'bad-request']);
});

test('unknown and strange ids are 404', async () => {
  for (const id of ['0'.repeat(32), '__proto__', '%00', "'; drop table conversations; --"]) {
    expect((await get(`conversations/${encodeURIComponent(id)}`, li)).statusCode).toBe(404);
    expect((await post(`conversations/${encodeURIComponent(id)}/take`, li)).statusCode).toBe(404);
  }
});

test('an answer that was refused goes out again by the word of who has it, once; what arrived does not', async () => {
  await house.floor.online('li');
  await house.floor.online('wang');
  const { id } = await house.floor.say('o1', '在吗');
  house.floor.outcomes.push({ kind: 'refused', why: 'blocked:45' });
  const { message } = read(ReplyAnswer, await post(`conversations/${id}/messages`, li, text('在的')));
  await house.floor.settle();
  const again = `conversations/${id}/messages/${message.seq}/resend`;
  const code = async (path: string, who: Record<string, string>): Promise<unknown> => Reflect.get((await post(path, who)).json(), 'code');
  expect(await code(again, wang)).toBe('conversation-unknown');
  expect(await code(`conversations/${id}/messages/1/resend`, li)).toBe('not-resendable');
  expect((await post(again, li)).statusCode).toBe(204);
  await house.floor.settle();
  expect(house.floor.phone.at(-1)?.body).toEqual({ kind: 'text', text: '在的' });
  expect(await code(again, li)).toBe('not-resendable');
});
