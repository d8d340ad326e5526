import { ColleaguesAnswer, ConversationLines, OthersAnswer } from '../../shared/http/agent';
import { Type } from '@sinclair/typebox';
import { agent, entry, toAgent } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { refusal, staffOf, type Caller } from './staff-of';

const Board = Type.Object({ agents: Type.Array(Type.Object({ key: Type.String(), verdict: Type.String(), words: Type.Object({ zh: Type.String(), en: Type.String() }) })) });

let house: House;
let li: Caller;
let chief: Caller;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li', { capacity: 2 }), agent('wang', { capacity: 1 }), agent('zhao'), agent('gone', { disabled: true })],
    groups: [{ key: 'team', name: 'team', strategy: 'least-busy', members: [{ agent: 'li' }, { agent: 'zhao' }] }],
    entries: [entry('vip', [toAgent('li')]), entry('pre', [toAgent('wang')])],
  });
  li = await staffOf(house, 'agent', 'li');
  chief = await staffOf(house, 'supervisor', 'zhao');
});
afterEach(() => house.close());

const lines = async (caller: Caller, list = 'conversations') => read(ConversationLines, await caller.get(`/api/agent/${list}`)).conversations;

test('a line says what one must know before opening it', async () => {
  await house.floor.online('li');
  const { id } = await house.floor.say('o1', 'hello');
  await house.floor.settle();
  house.floor.clock.pass(60_000);
  await house.floor.say('o1', '在吗？\n  还在吗？');
  const [line] = await lines(li);
  expect(line).toMatchObject({
    conversation: { id }, label: { zh: expect.any(String) }, agentName: 'LI', unread: 2, last: { from: 'visitor', kind: 'text', text: '在吗？ 还在吗？' },
    unansweredSince: house.floor.clock.now - 60_000,
  });
  await li.send('POST', `/api/agent/conversations/${id}/messages`, { body: { kind: 'text', text: '我在' }, clientId: 'client-0001' });
  const [answered] = await lines(li);
  expect([answered?.unread, answered?.last, answered?.unansweredSince]).toEqual([0, expect.objectContaining({ from: 'agent', text: '我在' }), undefined]);
});

test('E12 colleagues see of each other what the router sees, his own groups first', async () => {
  await house.floor.online('wang');
  await house.floor.enter('o1', 'pre');
  await house.floor.say('o1', 'hello');
  await house.floor.settle();
  const { desk } = house.floor;
  await desk.agent.setStatus({ agent: 'zhao', status: 'online', by: 'zhao' });
  await desk.agent.deviceSeen({ agent: 'zhao', device: 'laptop' });
  const seen = async () => read(ColleaguesAnswer, await li.get('/api/agent/colleagues')).colleagues;
  expect((await seen()).map(({ key, available, sameGroup, load, limit }) => [key, available, sameGroup, load, limit])).toEqual([['zhao', true, true, 0, undefined], ['wang', false, false, 1, 1]]);
  const { agents } = read(Board, await chief.get('/api/ops/board'));
  for (const one of await seen()) {
    const same = agents.find(({ key }) => key === one.key);
    expect([one.key, one.words, one.available]).toEqual([one.key, same?.words, same?.verdict === 'available']);
  }
  house.floor.clock.pass(80_000);
  expect((await seen()).map(({ available }) => available)).toEqual([false, false]);
});

test('conversations of colleagues are for those who supervise, page by page', async () => {
  await house.floor.online('li');
  await house.floor.say('o1', 'hello');
  await house.floor.settle();
  expect(refusal(await li.get('/api/agent/others'))).toEqual([403, 'not-allowed']);
  const { conversations, next } = read(OthersAnswer, await chief.get('/api/agent/others'));
  expect([conversations.map(({ agentName }) => agentName), next]).toEqual([['LI'], undefined]);
  expect(read(OthersAnswer, await chief.get(`/api/agent/others?before=${conversations[0]?.conversation.id ?? ''}`)).conversations).toEqual([]);
  expect((await chief.get('/api/agent/others?before=unknown&x=1')).statusCode).toBe(400);
});
