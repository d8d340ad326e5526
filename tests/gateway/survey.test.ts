import { SurveyAnswer } from '../../shared/http/chat';
import { agent, entry, toAgent } from '../desk/floor';
import { chatPage, enter, newClientId, speak, type ChatPage } from './chat-page';
import { bearer, openHouse, read, type House } from './house';
import { staffOf } from './staff-of';

let house: House;
let address: string;
beforeEach(async () => {
  house = await openHouse({ agents: [agent('li')], entries: [entry('vip', [toAgent('li')], { channel: 'chat' })] });
  address = await house.side.listen();
  await house.floor.online('li');
});
afterEach(() => house.close());

/** He has entered, spoken, and been answered. */
async function answered(page: ChatPage): Promise<string> {
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', '在吗');
  await house.floor.settle();
  await house.floor.desk.agent.reply({ agent: 'li', conversation, body: { kind: 'text', text: '在的' }, key: newClientId() });
  await house.floor.settle();
  return conversation;
}
const post = async (conversation: string, payload: object, openid = 'o1') => house.http.inject({
  method: 'POST', url: `/api/visitor/conversations/${conversation}/survey`, headers: bearer(await house.token(openid)), payload,
});

test('rating over the socket is answered by the state, and every page of his shows it', async () => {
  const [one, two] = [await chatPage(house, address, 'o1'), await chatPage(house, address, 'o1')];
  const conversation = await answered(one);
  await enter(two, 'vip');
  one.say({ type: 'rate', conversation, stars: 4 });
  expect(await one.next('refused')).toMatchObject({ code: 'survey-too-early', conversation });
  one.say({ type: 'end', conversation });
  for (const page of [one, two]) await page.next('state', ({ state }) => state.state === 'closed' && state.survey !== undefined && state.survey.stars === undefined);
  one.say({ type: 'rate', conversation, stars: 4, comment: '好' });
  for (const page of [one, two]) expect((await page.next('state', ({ state }) => state.survey?.stars === 4)).state.survey).toEqual({ stars: 4, comment: '好' });
  one.say({ type: 'rate', conversation, stars: 4, comment: '好' });
  await one.next('state', ({ state }) => state.survey?.stars === 4);
});

test('the agent asks: his page is told in words and by the state', async () => {
  const page = await chatPage(house, address, 'o1');
  const conversation = await answered(page);
  const li = await staffOf(house, 'agent', 'li');
  const asked = await li.send('POST', `/api/agent/conversations/${conversation}/survey`);
  expect([asked.statusCode, asked.json().conversation.surveyAskedAt]).toEqual([200, house.floor.clock.now]);
  const told = await page.next('messages', ({ messages }) => messages.some(({ from, body }) => from === 'system' && body.kind === 'text' && body.text.includes('评分')));
  expect(told.state.survey).toEqual({});
  const wang = await staffOf(house, 'agent', 'wang');
  expect((await wang.send('POST', `/api/agent/conversations/${conversation}/survey`)).statusCode).toBe(404);
});

test('over HTTP: his own only, in the expected form, once it is over', async () => {
  const page = await chatPage(house, address, 'o1');
  const conversation = await answered(page);
  const early = await post(conversation, { stars: 5 });
  expect([early.statusCode, early.json().code]).toEqual([409, 'survey-too-early']);
  page.say({ type: 'end', conversation });
  await page.next('state', ({ state }) => state.survey !== undefined);
  for (const payload of [{}, { stars: 0 }, { stars: 6 }, { stars: 1.5 }, { stars: '5' }, { stars: 5, comment: 'x'.repeat(501) }, { stars: 5, comment: 'a\u0000b' }, { stars: 5, more: 1 }]) {
    expect([payload, (await post(conversation, payload)).statusCode]).toEqual([payload, 400]);
  }
  expect((await post(conversation, { stars: 5 }, 'o2')).json().code).toBe('conversation-unknown');
  for (const id of ['0'.repeat(32), '__proto__', 'constructor']) expect((await post(id, { stars: 5 })).statusCode).toBe(404);
  expect(read(SurveyAnswer, await post(conversation, { stars: 5, comment: '谢谢' }))).toEqual({ survey: { stars: 5, comment: '谢谢' } });
  expect((await page.next('state', ({ state }) => state.survey?.stars === 5)).state.survey?.comment).toBe('谢谢');
  const none = await house.http.inject({ method: 'POST', url: `/api/visitor/conversations/${conversation}/survey`, payload: { stars: 5 } });
  expect(none.statusCode).toBe(401);
});
