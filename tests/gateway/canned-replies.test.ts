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

test('shared ones go out as a spreadsheet and come in again, whole or not at all', async () => {
  const send = (text: string) => chief.csv('/api/ops/import/canned-replies.csv', text);
  const out = async (): Promise<string> => (await chief.get('/api/ops/export/canned-replies.csv')).body;
  await li.send('PUT', `/api/agent/canned-replies/${id('a')}`, words);
  const made = await send('scope,category,title,text,shortcut\r\neveryone,问候,您好,"{visitor}您好,\n我是{agent}",nh\r\ngroup:team,价格,=1+1,-5%,\r\n');
  expect(made.json()).toEqual({ replies: 2, added: 2 });
  const sheet = await out();
  expect([sheet.includes("'=1+1"), sheet.includes("'-5%"), sheet.includes('"{visitor}您好,\n我是{agent}"')]).toEqual([true, true, true]);
  expect((await send(sheet)).json()).toEqual({ replies: 2, added: 0 });
  expect((await send('scope,category,title,text,shortcut\r\neveryone,问候,您好,"changed",nh\r\n')).json()).toEqual({ replies: 1, added: 0 });
  expect(read(CannedReplies, await chief.get('/api/ops/canned-replies')).replies.map(({ text }) => text).sort()).toEqual(['-5%', 'changed']);
  const before = await out();
  const wrong = await send(`id,scope,title,text,shortcut\r\n,everyone,good,good,\r\n,group:none,bad,x,\r\n,everyone,bad,,\r\n,everyone,bad,x,a b\r\nshort,nobody,bad,x,\r\n,everyone,good,again,\r\n`);
  const { detail } = wrong.json() as { detail: { row: number }[] };
  expect([wrong.statusCode, [...new Set(detail.map(({ row }) => row))]]).toEqual([400, [3, 4, 5, 6, 7]]);
  expect((await send(`id,title,text\r\n${id('a')},x,y\r\n`)).json()).toMatchObject({ code: 'bad-request', detail: [{ row: 2, fault: 'belongs to an agent' }] });
  for (const broken of ['', 'title\r\nx', 'title,text,more\r\na,b,c', 'title,text\r\na,b\u0000', '"']) expect([broken, (await send(broken)).statusCode]).toEqual([broken, 400]);
  expect(await out()).toBe(before);
  expect(refusal(await li.csv('/api/ops/import/canned-replies.csv', 'title,text\r\na,b'))).toEqual([403, 'not-allowed']);
});
