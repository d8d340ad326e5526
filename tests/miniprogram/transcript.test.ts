/** @jest-environment jsdom */
import type { OwnConversation } from '../../miniprogram/services/conversations';
import type { OwnMessagesAnswer } from '../../shared/http/visitor';
import { call, startApp } from './page-shim';
import { reads, settle, tap } from './reading';
import { createShop, sales, vip } from './shop';
import { createWechat } from './wechat';

const now = new Date(2025, 9, 1, 20, 0);
beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'], now }));
afterEach(() => jest.useRealTimers());

type Said = OwnMessagesAnswer['messages'][number];
const said = (seq: number, from: Said['from'], body: Said['body'], more: Partial<Said> = {}): Said => ({ id: `m${seq}`, conversation: 'c1', seq, at: now.getTime() - 60_000 + seq, from, body, ...more });
const text = (words: string): Said['body'] => ({ kind: 'text', text: words });
const talk = [
  said(1, 'visitor', text('订单到哪里了？')),
  said(2, 'agent', text('我看看'), { name: '李丽' }),
  said(4, 'visitor', { kind: 'image' }),
  said(5, 'agent', { kind: 'card', title: '订单 88', path: '/pages/order/index?id=88' }, { name: '李丽' }),
  said(6, 'system', text('会话已结束')),
];
const over: OwnConversation = { id: 'c1', entry: 'sales', channel: 'contact', state: 'closed', openedAt: 1, seq: 6 };

const open = async (conversation: OwnConversation = over, before: (shop: ReturnType<typeof createShop>) => void = () => undefined) => {
  const shop = createShop([sales, vip]);
  shop.conversations = [conversation];
  shop.said = { c1: talk };
  before(shop);
  const wechat = createWechat((request) => shop.answer(request));
  const page = startApp(wechat).open('transcript', { c: 'c1' });
  await settle();
  return { shop, wechat, page };
};

test('all that was said, however many answers it takes, with who said it', async () => {
  const { page, wechat } = await open();
  expect(reads(page)).toMatch(/19:59 订单到哪里了？ 李丽 我看看 图片加载中 李丽 订单 88 会话已结束 再次联系/);
  expect(wechat.titles.at(-1)).toBe('售前咨询');
});

test('how far his words have come is nobody’s concern any more', async () => {
  expect(reads((await open()).page)).not.toMatch(/✓|已送达/);
});

test('a picture is fetched in his name, and a card leads to its page', async () => {
  const { page, wechat } = await open();
  expect(wechat.downloads).toMatchObject([{ url: expect.stringMatching(/\/api\/visitor\/conversations\/c1\/files\/4$/), header: { authorization: expect.stringMatching(/^Bearer token/) } }]);
  wechat.downloads[0]?.success({ statusCode: 200, tempFilePath: 'tmp/4.png' });
  await settle();
  expect(reads(page)).not.toContain('图片加载中');
  call(page, 'onOpen', { detail: { id: 'm5' } });
  expect(wechat.opened).toEqual(['/pages/order/index?id=88']);
});

test.each([
  ['the entry of a talk that is over', over, '再次联系', '/pages/entry/index?e=sales'],
  ['the chat of one that is open', { ...over, entry: 'vip', channel: 'chat' as const, state: 'assigned' as const }, '继续咨询', '/pages/chat/index?e=vip'],
  ['the entry of one that goes on in WeChat’s own chat', { ...over, state: 'assigned' as const }, '继续咨询', '/pages/entry/index?e=sales'],
])('the way on leads to %s', async (_name, conversation, words, where) => {
  const { page, wechat } = await open(conversation);
  expect(reads(page)).toContain(words);
  await tap(page, '.on');
  expect(wechat.opened).toEqual([where]);
});

test('what is said meanwhile comes by itself', async () => {
  const { page, shop } = await open({ ...over, state: 'assigned' });
  shop.said = { c1: [...talk, said(7, 'agent', text('明天送到'), { name: '李丽' })] };
  shop.conversations = [{ ...over, state: 'assigned', seq: 7 }];
  await jest.advanceTimersByTimeAsync(17_000);
  expect(reads(page)).toContain('明天送到');
});

test('offline: words, and a retry that works; later the words stay and say that reading on failed', async () => {
  const { page, shop } = await open(over, (each) => (each.trouble = 'offline'));
  expect(reads(page)).toContain('连不上网络');
  shop.trouble = undefined;
  await tap(page.querySelector('.page__notice'), '.notice__act');
  expect(reads(page)).toContain('我看看');
  shop.trouble = 'offline';
  call(page, 'onPullDownRefresh');
  await settle();
  expect(reads(page)).toMatch(/连不上网络.*我看看/);
});

test('a conversation that is not his, or gone: words, and a way to his own', async () => {
  const { page, wechat } = await open(over, (each) => (each.said = {}));
  expect(reads(page)).toContain('会话不存在');
  await tap(page.querySelector('.page__notice'), '.notice__act');
  expect(wechat.opened).toEqual(['redirect /pages/conversations/index']);
});

test('nothing said: words, not an empty page', async () => {
  expect(reads((await open(over, (each) => (each.said = { c1: [] }))).page)).toContain('这次会话没有消息');
});
