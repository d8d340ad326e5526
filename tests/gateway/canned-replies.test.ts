import { CannedReplies, CannedReply } from '../../shared/http/canned-replies';
import { agent, entry, group, toAgent } from '../desk/floor';
import { openHouse, read, type House } from './house';
import { actions, refusal, staffOf, type Caller } from './staff-of';

let house: House;
let li: Caller;
let chief: Caller;

beforeEach(async () => {
  house = await openHouse({ agents: [agent('li'), agent('wang')], groups: [group('team', ['li'])], entries: [entry('vip', [toAgent('li')])] });
  li = await staffOf(house, 'agent', 'li');
  chief = await staffOf(house, 'supervisor', 'wang');
});
afterEach(() => house.close());

const id = (digit: string): string => digit.repeat(32);
const words = { category: '问候', title: '您好', text: '{visitor}您好，我是{agent}', shortcut: 'nh' };
const seen = async (caller: Caller): Promise<string[]> => read(CannedReplies, await caller.get('/api/agent/canned-replies')).replies.map((one) => one.id.slice(0, 1));

test('an agent writes his own, which nobody else sees or changes; the same again is the same', async () => {
  for (let again = 0; again < 2; again += 1) expect(read(CannedReply, await li.send('PUT', `/api/agent/canned-replies/${id('a')}`, words))).toMatchObject({ ...words, scope: { kind: 'agent', agent: 'li' } });
  expect([await seen(li), await seen(chief)]).toEqual([['a'], []]);
  expect(refusal(await chief.send('PUT', `/api/agent/canned-replies/${id('a')}`, words))).toEqual([404, 'not-found']);
  expect(refusal(await chief.send('DELETE', `/api/agent/canned-replies/${id('a')}`))).toEqual([404, 'not-found']);
  expect(refusal(await chief.send('DELETE', `/api/ops/canned-replies/${id('a')}`))).toEqual([404, 'not-found']);
  expect((await li.send('DELETE', `/api/agent/canned-replies/${id('a')}`)).statusCode).toBe(204);
  expect(await seen(li)).toEqual([]);
});

test('shared ones are written by those who may, for everybody or a group, and audited', async () => {
  expect(refusal(await li.send('PUT', `/api/ops/canned-replies/${id('b')}`, { ...words, scope: { kind: 'everyone' } }))).toEqual([403, 'not-allowed']);
  const put = (digit: string, scope: object) => chief.send('PUT', `/api/ops/canned-replies/${id(digit)}`, { ...words, scope });
  await put('b', { kind: 'everyone' });
  await put('c', { kind: 'group', group: 'team' });
  expect(refusal(await put('d', { kind: 'group', group: 'unknown' }))).toEqual([400, 'bad-request']);
  expect((await put('d', { kind: 'agent', agent: 'li' })).statusCode).toBe(400);
  expect([await seen(li), await seen(chief)]).toEqual([['b', 'c'], ['b']]);
  await chief.send('DELETE', `/api/ops/canned-replies/${id('b')}`);
  expect(await seen(li)).toEqual(['c']);
  const ops = await staffOf(house, 'ops');
  expect(read(CannedReplies, await ops.get('/api/ops/canned-replies')).replies).toHaveLength(1);
  expect(await actions(ops)).toEqual([`delete canned-reply:${id('b')}`, `save canned-reply:${id('c')}`, `save canned-reply:${id('b')}`]);
});

test.each([[{ ...words, title: ' ' }], [{ ...words, text: '' }], [{ ...words, shortcut: 'a b' }], [{ ...words, more: 1 }], [{ title: 'x' }]])('%j is refused', async (body) => {
  expect((await li.send('PUT', `/api/agent/canned-replies/${id('a')}`, body)).statusCode).toBe(400);
  expect((await li.send('PUT', '/api/agent/canned-replies/short', words)).statusCode).toBe(400);
});
