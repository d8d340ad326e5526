/** @jest-environment jsdom */
import type { OwnConversation } from '../../miniprogram/services/conversations';
import { call, startApp } from './page-shim';
import { buttons, reads, settle, tap } from './reading';
import { createShop, sales, service, vip } from './shop';
import { createWechat } from './wechat';

const now = new Date(2025, 9, 1, 20, 0);
const at = (hours: number): number => now.getTime() - hours * 3_600_000;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'], now }));
afterEach(() => jest.useRealTimers());

const chat: OwnConversation = {
  id: 'c3', entry: 'vip', channel: 'chat', state: 'assigned', openedAt: at(2), seq: 9, label: { zh: 'VIP 专属', en: 'VIP' },
  agent: { name: '陈晨' }, last: { at: at(1), from: 'agent', text: '今天下午送到' }, unread: 2,
};
const waiting: OwnConversation = { id: 'c2', entry: 'sales', channel: 'contact', state: 'waiting', openedAt: at(22), seq: 1, last: { at: at(22), from: 'visitor', text: '在吗？' } };
const over: OwnConversation = { id: 'c1', entry: 'gone', channel: 'kf', state: 'closed', openedAt: at(240), closedAt: at(239), seq: 4 };

const open = async (conversations: OwnConversation[], before: (shop: ReturnType<typeof createShop>) => void = () => undefined) => {
  const shop = createShop([sales, service, vip]);
  shop.conversations = conversations;
  before(shop);
  const wechat = createWechat((request) => shop.answer(request));
  const page = startApp(wechat).open('conversations');
  await settle();
  const rows = () => buttons(page).filter(({ class: name }) => name === 'row');
  return { shop, wechat, page, rows };
};

test('each says what it was about, who has it, how it stands, the last words, when, and what is new', async () => {
  const { rows } = await open([chat, waiting, over]);
  expect(rows().map(({ words }) => words)).toEqual([
    '陈 VIP 专属 19:00 接待中 陈晨 陈晨：今天下午送到 2',
    '售 售前咨询 昨天 22:00 排队中 我：在吗？',
    'g gone 9月21日 已结束',
  ]);
  expect(rows()[0]).toMatchObject({ ariaLabel: 'VIP 专属，陈晨，接待中，2 条新回复，陈晨：今天下午送到，19:00' });
});

test.each([
  ['an open conversation of our own chat to its page', chat, '/pages/chat/index?e=vip'],
  ['another road to what was said there', waiting, '/pages/transcript/index?c=c2'],
  ['a chat that is over, likewise: looking back makes nobody wait for him', { ...chat, state: 'closed' as const }, '/pages/transcript/index?c=c3'],
])('a tap leads from %s', async (_name, conversation, page) => {
  const { page: list, wechat } = await open([conversation]);
  await tap(list, '.row');
  expect(wechat.opened).toEqual([page]);
});

test('nothing yet: words, and a way to the entries', async () => {
  const { page, wechat } = await open([]);
  expect(reads(page)).toContain('还没有会话 您联系过的客服会出现在这里。 联系客服');
  await tap(page.querySelector('.page__notice'), '.notice__act');
  expect(wechat.opened).toEqual(['relaunch /pages/home/index']);
});

test('before the first answer a skeleton, offline words, and a retry that works', async () => {
  const shop = createShop([]);
  const page = startApp(createWechat((request) => shop.answer(request))).open('conversations');
  expect(page.dom?.innerHTML).toContain('bone');
  const offline = await open([chat], (each) => (each.trouble = 'offline'));
  expect(reads(offline.page)).toContain('连不上网络');
  offline.shop.trouble = undefined;
  await tap(offline.page.querySelector('.page__notice'), '.notice__act');
  expect(reads(offline.page)).toContain('今天下午送到');
});

test('when refreshing fails the list stays and says how old it is', async () => {
  const { page, shop } = await open([chat]);
  shop.trouble = 'offline';
  await jest.advanceTimersByTimeAsync(17_000);
  expect(reads(page)).toMatch(/网络不通，下面是 20:00 的情况。点这里重试.*今天下午送到/);
});

test.each<[string, unknown]>([
  ['no list', { conversations: 7 }], ['a row without an id', { conversations: [{ entry: 'vip' }] }], ['odd words', { conversations: [{ ...chat, label: 'VIP' }] }],
])('%s breaks nothing', async (_name, body) => {
  const { page } = await open([], (shop) => {
    const { answer } = shop;
    shop.answer = (request) => (request.path === '/api/visitor/conversations' ? { status: 200, body } : answer(request));
  });
  expect(reads(page)).toContain('收到的内容看不懂');
});

test('pulling down asks again and then lets go', async () => {
  const { page, shop, wechat } = await open([chat]);
  shop.conversations = [{ ...chat, last: { at: at(0), from: 'agent', text: '已经送到' } }];
  const pulled = call(page, 'onPullDownRefresh');
  expect(wechat.letGo()).toBe(0);
  await pulled;
  expect(reads(page)).toContain('已经送到');
  expect(wechat.letGo()).toBe(1);
});

test('while somebody may answer it is asked often, else seldom, hidden never', async () => {
  const asked = (requests: readonly { path: string }[]) => requests.filter(({ path }) => path === '/api/visitor/conversations').length;
  const busy = await open([chat]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked(busy.wechat.requests)).toBeGreaterThan(3);
  call(busy.page, 'onHide');
  const quiet = await open([over]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked(quiet.wechat.requests)).toBe(1);
  call(quiet.page, 'onUnload');
  await jest.advanceTimersByTimeAsync(600_000);
  expect(asked(quiet.wechat.requests)).toBe(1);
});

test('sound and shaking are switched here, and the choice outlives the program', async () => {
  const { page, wechat } = await open([chat]);
  expect(page.data).toMatchObject({ alertsOn: true });
  call(page, 'onAlerts', { detail: { value: false } });
  const again = startApp(wechat).open('conversations');
  expect(again.data).toMatchObject({ alertsOn: false });
});

test.each([
  [{ ...waiting }, true], [{ ...chat, state: 'left' as const }, true], [{ ...over, channel: 'contact' as const }, false], [{ ...over, state: 'waiting' as const }, false],
])('who may still be answered, and not by 微信客服, is offered to be called back: %j', async (conversation, offered) => {
  const { page } = await open([conversation], (shop) => (shop.notice = 'template-1'));
  expect(reads(page).includes('有回复时提醒我')).toBe(offered);
});
