/** @jest-environment jsdom */
import { openChat } from './chat-page';
import { reads, tap } from './reading';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'], now: new Date(2026, 0, 7, 12).getTime() }));
afterEach(() => jest.useRealTimers());

const coat = { title: '羊毛大衣', text: '¥1,299', path: '/pages/product/index?id=88' };
const open = (card: unknown) => openChat({ card: encodeURIComponent(JSON.stringify(card)) });

test('what the visitor comes from is offered, and goes to the agent with one tap', async () => {
  const chat = await open(coat);
  const offered = chat.page().querySelector('.chat__offered');
  if (offered === undefined) throw new Error('nothing is offered');
  expect(reads(offered)).toBe('您正在看 羊毛大衣 ¥1,299 发送 ✕');
  expect(chat.server.current()?.messages.map(({ body }) => body)).not.toContainEqual(expect.objectContaining({ kind: 'card' }));
  await tap(offered, '.offered__send');
  await chat.rest();
  expect(chat.server.current()?.messages.at(-1)?.body).toEqual({ kind: 'card', ...coat });
  expect(chat.page().querySelector('.chat__offered')).toBeUndefined();
});

test('who does not want to send it is not asked again', async () => {
  const chat = await open(coat);
  await tap(chat.page().querySelector('.chat__offered'), '.offered__close');
  await chat.raise('onSay', { text: '在吗' });
  expect(chat.page().querySelector('.chat__offered')).toBeUndefined();
  expect(chat.server.current()?.messages.at(-1)?.body).toMatchObject({ text: '在吗' });
});

test.each([[{ text: '¥1' }], ['coat'], [null]])('%j is no card: the chat is as ever', async (card) => {
  const chat = await open(card);
  expect(chat.page().querySelector('.chat__offered')).toBeUndefined();
  expect(chat.data('phase')).toBe('chat');
});

test('facts are with the server before the chat begins, since they may decide who answers', async () => {
  const facts = { payload: 'eyJmYWN0cyI6e319', signature: 'ab12' };
  const chat = await openChat({ facts: encodeURIComponent(JSON.stringify(facts)) });
  expect(chat.shop.facts).toEqual([facts]);
  expect(chat.wechat.requests.findIndex(({ path }) => path === '/api/visitor/facts')).toBeLessThan(chat.wechat.requests.findIndex(({ path }) => path === '/api/visitor/entries'));
});
