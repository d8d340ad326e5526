import { OwnConversationsAnswer } from '../../shared/http/visitor';
import { answer } from '../desk/acts';
import { agent, entry, toAgent } from '../desk/floor';
import { chatPage, enter, speak } from './chat-page';
import { bearer, openHouse, read, type House } from './house';
import { until } from '../journeys/until';

let house: House;
beforeEach(async () => {
  house = await openHouse({
    agents: [agent('li', { avatar: 'https://shop.example/li.png' })],
    entries: [entry('vip', [toAgent('li')], { channel: 'chat', label: { zh: '贵宾', en: 'VIP' } }), entry('button', [toAgent('li')])],
  });
  await house.floor.online('li');
});
afterEach(() => house.close());

async function own(headers: Record<string, string> = {}) {
  const found = await house.http.inject({ url: '/api/visitor/conversations', headers: { ...bearer(await house.token('o1')), ...headers } });
  return read(OwnConversationsAnswer, found).conversations;
}

test('his own conversations name the entry, who answers, the last words and what he has not read', async () => {
  const page = await chatPage(house, await house.side.listen(), 'o1');
  const { conversation } = await enter(page, 'vip');
  await speak(page, 'vip', '在吗');
  await house.floor.settle();
  await answer(house.floor, 'li', conversation, `在的，\n${'好'.repeat(100)}`);
  const [chat] = await own();
  expect(chat).toMatchObject({ id: conversation, label: { zh: '贵宾', en: 'VIP' }, agent: { name: 'LI', avatar: 'https://shop.example/li.png' }, unread: 1, last: { from: 'agent', at: house.floor.clock.now } });
  expect([chat?.last?.text.slice(0, 6), [...(chat?.last?.text ?? '')].length]).toEqual(['在的， 好好', 60]);

  page.say({ type: 'read', conversation, seq: chat?.seq ?? 0 });
  await until('nothing is unread', async () => (await own())[0]?.unread === 0);
  page.say({ type: 'end', conversation });
  await page.next('state', ({ state }) => state.state === 'closed');
  expect((await own())[0]).toMatchObject({ state: 'closed', agent: { name: 'LI' } });
});

test('pictures are worded in his language, and an entry that is gone by its key; on other roads nobody sees what he reads', async () => {
  const { id } = await house.floor.enter('o1', 'button');
  await house.floor.say('o1', '你好');
  await house.floor.desk.agent.reply({ agent: 'li', conversation: id, key: 'picture', body: { kind: 'image', file: 'f'.repeat(64) } });
  await house.floor.publish((config) => { config.entries = config.entries.filter(({ key }) => key !== 'button'); });
  const [line] = await own();
  expect(line).toMatchObject({ label: { zh: 'button' }, last: { from: 'agent', text: '[图片]' } });
  expect(line).not.toHaveProperty('unread');
  expect((await own({ 'accept-language': 'en' }))[0]?.last?.text).toBe('[image]');
});
