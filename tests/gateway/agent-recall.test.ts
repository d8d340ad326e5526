import { ReplyAnswer } from '../../shared/http/agent';
import { isRecalled, recalledSeq } from '../../shared/talk/recall';
import { agent, entry, toAgent } from '../desk/floor';
import { until } from '../journeys/until';
import { agentPage, signedIn } from './agent-page';
import { chatPage, enter } from './chat-page';
import { bearer, openHouse, read, type House } from './house';
import { refusal, staffOf, type Caller } from './staff-of';

let house: House;
let li: Caller;
let address: string;

beforeEach(async () => {
  house = await openHouse({ agents: [agent('li'), agent('wang')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' }), entry('pre', [toAgent('li')])] });
  await house.floor.online('li');
  li = await staffOf(house, 'agent', 'li');
  address = await house.side.listen();
});
afterEach(() => house.close());

let acts = 0;
async function say(conversation: string, text: string): Promise<number> {
  const answer = await li.send('POST', `/api/agent/conversations/${conversation}/messages`, { body: { kind: 'text', text }, clientId: `client-${(acts += 1)}-reply` });
  return read(ReplyAnswer, answer).message.seq;
}
const recall = (caller: Caller, conversation: string, seq: number) => caller.send('POST', `/api/agent/conversations/${conversation}/messages/${seq}/recall`);

test('a word taken back is gone from the visitor’s page at once and when he comes back, and stays in the record', async () => {
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  await house.floor.settle();
  const socket = await agentPage(house, address, await signedIn(house, 'li'));
  socket.say({ type: 'watch', conversation, after: 0 });
  const seq = await say(conversation, 'a wrong price');
  const shown = () => page.frames.flatMap((frame) => (frame.type === 'messages' ? frame.messages : []));
  await until('the visitor to read it', () => shown().some(({ body }) => body.kind === 'text' && body.text === 'a wrong price'));

  const first = read(ReplyAnswer, await recall(li, conversation, seq)).message;
  expect(first).toMatchObject({ seq, recalledAt: house.floor.clock.now });
  expect(read(ReplyAnswer, await recall(li, conversation, seq)).message).toEqual(first);
  await until('the visitor to be told', () => shown().some(({ body }) => recalledSeq(body) === seq));
  await until('the agent to be told', () => socket.frames.some((frame) => frame.type === 'changed' && frame.messages.some((one) => one.seq === seq && one.recalledAt !== undefined)));
  expect(shown().filter(({ body }) => recalledSeq(body) !== undefined)).toHaveLength(1);

  page.say({ type: 'history', conversation, before: seq + 1, limit: 1 });
  const { messages: [again] } = await page.next('history');
  expect(again).toMatchObject({ seq, from: 'system' });
  expect(again && isRecalled(again.body)).toBe(true);
  const token = await house.token('o1');
  expect((await house.http.inject({ url: `/api/visitor/conversations/${conversation}/messages`, headers: bearer(token) })).body).not.toContain('a wrong price');
  expect(await house.floor.records.visits.unread(conversation)).toEqual({ count: 0 });
  const chief = await staffOf(house, 'supervisor', 'wang');
  expect((await chief.get(`/api/ops/conversations/${conversation}`)).body).toContain('a wrong price');
});

test('only his own word, only for two minutes, only where it can be', async () => {
  const page = await chatPage(house, address, 'o1');
  const { conversation } = await enter(page, 'vip');
  await house.floor.settle();
  const seq = await say(conversation, 'one');
  const chief = await staffOf(house, 'supervisor', 'wang');
  expect(refusal(await recall(chief, conversation, seq))).toEqual([409, 'not-owner']);
  expect(refusal(await recall(li, conversation, seq + 5))).toEqual([404, 'not-found']);
  expect(refusal(await recall(li, conversation, 1))).toEqual([409, 'not-owner']);
  house.floor.clock.pass(120_001);
  expect(refusal(await recall(li, conversation, seq))).toEqual([409, 'recall-too-late']);
  const { id } = await house.floor.say('o2', 'hello');
  await house.floor.settle();
  expect(refusal(await recall(li, id, await say(id, 'sent')))).toEqual([409, 'recall-not-here']);
});
