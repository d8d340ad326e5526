import { SearchAnswer } from '../../shared/http/workbench-search';
import { ConversationsAnswer } from '../../shared/http/ops-look-up';
import { MostUsedTags, TagsAnswer } from '../../shared/http/tags';
import { ConversationLines } from '../../shared/http/agent';
import { agent, entry, group, toAgent, toGroup } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { refusal, staffOf, type Caller } from './staff-of';

let house: House;
let li: Caller;

beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li'), agent('wang'), agent('zhao')], groups: [group('team', ['li', 'wang'])],
    entries: [entry('pre', [toAgent('li')]), entry('team', [toGroup('team')]), entry('other', [toAgent('zhao')])],
  });
  await house.floor.online('li', 'wang', 'zhao');
  li = await staffOf(house, 'agent', 'li');
});
afterEach(() => house.close());

const find = async (caller: Caller, query: string): Promise<SearchAnswer> => read(SearchAnswer, await caller.get(`/api/agent/search?${query}`));
async function ofColleague(agentKey: string, openid: string, words: string): Promise<string> {
  const { id } = await house.floor.enter(openid, agentKey === 'zhao' ? 'other' : 'pre');
  await house.floor.say(openid, words);
  await house.floor.desk.agent.take({ conversation: id, agent: agentKey, cause: 'taken', anyOwner: true });
  await house.floor.settle();
  return id;
}

test('a hit says where it stands, whose it is and where the words are, and can be opened', async () => {
  const { id } = await house.floor.say('o1', `${'很'.repeat(40)}想问一下发票的事`);
  await house.floor.settle();
  const { hits, next } = await find(li, `q=${encodeURIComponent(' 发票 ')}`);
  expect([hits.length, next]).toEqual([1, undefined]);
  const [hit] = hits;
  expect(hit).toMatchObject({ conversation: { id, state: 'assigned' }, from: 'visitor', label: { zh: 'pre' }, visitor: { name: expect.stringContaining('访客') as string } });
  expect(hit && [hit.text.startsWith('…'), hit.text.slice(hit.mark.from, hit.mark.from + hit.mark.length)]).toEqual([true, '发票']);
  expect((await li.get(`/api/agent/conversations/${id}/messages?after=${(hit?.seq ?? 0) - 1}`)).statusCode).toBe(200);
});

test('nobody finds what he may not read, and what he finds he may read', async () => {
  const his = await ofColleague('li', 'o1', 'the same word');
  const mates = await ofColleague('wang', 'o2', 'the same word');
  const others = await ofColleague('zhao', 'o3', 'the same word');
  const found = async (caller: Caller): Promise<string[]> => (await find(caller, 'q=same%20word')).hits.map(({ conversation }) => conversation.id);
  expect(await found(li)).toEqual([his]);
  expect(refusal(await li.get(`/api/agent/conversations/${mates}`))).toEqual([404, 'conversation-unknown']);
  for (const id of [mates, others]) await house.floor.desk.agent.close({ conversation: id, reason: 'ended-by-agent' });
  expect((await found(li)).sort()).toEqual([his, mates].sort());
  expect((await li.get(`/api/agent/conversations/${mates}`)).statusCode).toBe(200);
  expect(refusal(await li.get(`/api/agent/conversations/${others}`))).toEqual([404, 'conversation-unknown']);
  expect((await found(await staffOf(house, 'supervisor', 'wang'))).sort()).toEqual([his, mates, others].sort());
});

test('a long list is asked for piece by piece; what is no search is refused', async () => {
  for (let n = 0; n < 5; n += 1) await house.floor.say('o1', `word ${n}`);
  await house.floor.settle();
  const first = await find(li, 'q=word&limit=3');
  const second = await find(li, `q=word&limit=3&before=${encodeURIComponent(first.next ?? '')}`);
  expect([...first.hits, ...second.hits].map(({ text }) => text)).toEqual([4, 3, 2, 1, 0].map((n) => `word ${n}`));
  expect(second.next).toBeUndefined();
  for (const query of ['q=', 'q=%20', `q=${'x'.repeat(101)}`, 'q=x&before=1', 'q=x&before=x~y~z', 'q=x&limit=51', 'q=x&who=all', '']) expect([query, (await li.get(`/api/agent/search?${query}`)).statusCode]).toEqual([query, 400]);
  let last = 200;
  for (let n = 0; n < 70 && last === 200; n += 1) last = (await li.get('/api/agent/search?q=x')).statusCode;
  expect(last).toBe(429);
});

test('tags are shown in lists, offered to others and sought by ops', async () => {
  const { id } = await house.floor.say('o1', 'hello');
  await house.floor.settle();
  const put = (caller: Caller, tags: unknown) => caller.send('PUT', `/api/agent/conversations/${id}/tags`, { tags });
  expect(read(TagsAnswer, await put(li, ['退款', 'VIP 客户'])).conversation.tags).toEqual(['退款', 'VIP 客户']);
  for (const bad of [[' x'], ['x '], [''], ['x'.repeat(21)], ['a', 'a'], ['a\nb'], 'x', Array.from({ length: 11 }, (_, n) => `t${n}`)]) expect([bad, (await put(li, bad)).statusCode]).toEqual([bad, 400]);
  expect(read(ConversationLines, await li.get('/api/agent/conversations')).conversations[0]?.conversation.tags).toEqual(['退款', 'VIP 客户']);
  const ops = await staffOf(house, 'ops');
  const ofTag = async (tag: string): Promise<string[]> => read(ConversationsAnswer, await ops.get(`/api/ops/conversations?tag=${encodeURIComponent(tag)}`)).conversations.map((one) => one.id);
  expect([await ofTag('退款'), await ofTag('none')]).toEqual([[id], []]);
  const chief = await staffOf(house, 'supervisor', 'wang');
  expect(read(MostUsedTags, await chief.get('/api/agent/tags')).tags.sort()).toEqual(['VIP 客户', '退款'].sort());
  expect((await put(chief, ['VIP 客户'])).statusCode).toBe(200);
  await house.floor.records.people.saveStaff({ id: 'the-agent', login: 'the-agent', name: 'x', role: 'agent', disabled: false, agent: 'zhao' });
  expect(refusal(await put(li, ['x']))).toEqual([409, 'not-owner']);
});
