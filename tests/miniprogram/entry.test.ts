/** @jest-environment jsdom */
import { entryPagePath } from '../../shared/http/article';
import { call, startApp } from './page-shim';
import { buttons, reads, settle, tap } from './reading';
import { createShop, sales, service, vip } from './shop';
import { createWechat } from './wechat';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

const open = async (page: 'entry' | 'chat', query: Record<string, string>, before: (shop: ReturnType<typeof createShop>) => void = () => undefined) => {
  const shop = createShop([sales, service, vip]);
  before(shop);
  const wechat = createWechat((request) => shop.answer(request));
  const rendered = startApp(wechat).open(page, query);
  await settle();
  return { shop, wechat, page: rendered };
};

test('one large button of the right kind, and who answers', async () => {
  const { page, wechat } = await open('entry', { e: 'sales' });
  expect(reads(page)).toBe('售 售前咨询 李丽 在线 李丽在线，马上回复您 开始咨询 看看其他入口');
  expect(buttons(page)[0]).toMatchObject({ openType: 'contact', sessionFrom: 'ticket-sales-1', words: '开始咨询' });
  expect(wechat.titles.at(-1)).toBe('售前咨询');
});

test('kf: the large button opens 微信客服, and on failure says so and offers to leave a message', async () => {
  const { page, wechat } = await open('entry', { e: 'after-sales' });
  call(page.querySelector('.acts__button'), 'onKf');
  expect(wechat.kf).toMatchObject([{ corpId: 'ww1' }]);
  wechat.kf[0]?.fail({ errMsg: 'openCustomerServiceChat:fail not bind', errCode: 6 });
  expect(reads(page)).toContain('微信客服没有打开（6）');
  await tap(page, '.quiet');
  expect(wechat.opened).toEqual(['/pages/leave-message/index?e=after-sales']);
});

test('kf: where there is another road the same button takes it after a failure, also when the entries are read again', async () => {
  const { page, wechat } = await open('entry', { e: 'after-sales' }, (shop) => {
    shop.entries = [sales, { ...service, fallback: { kind: 'contact', sessionFrom: 'ticket-after-1', cardTitle: '售后服务', cardPath: 'p' } }];
  });
  call(page.querySelector('.acts__button'), 'onKf');
  wechat.kf[0]?.fail({ errMsg: 'openCustomerServiceChat:fail not bind', errCode: 6 });
  expect(reads(page)).toContain('微信客服没有打开（6）。再点一次按钮会改用小程序客服消息');
  expect(buttons(page)[0]).toMatchObject({ openType: 'contact', sessionFrom: 'ticket-after-1' });
  call(page, 'draw');
  expect(buttons(page)[0]).toMatchObject({ openType: 'contact' });
  call(page, 'onHide');
  call(page, 'onShow');
  expect(buttons(page)[0]).not.toMatchObject({ openType: 'contact' });
});

test('the wait and the way out of it are there for who has to queue', async () => {
  const { page } = await open('entry', { e: 'after-sales' });
  expect(reads(page)).toContain('约 3–5 分钟 · 前面 2 人 排队咨询 不想等？先留言');
});

test.each([[{ e: 'gone' }], [{}]])('%j: words and a way to the others', async (query) => {
  const { page, wechat } = await open('entry', query);
  expect(reads(page)).toBe('找不到这个入口 它可能已经停用，请看看其他入口。 看看其他入口');
  await tap(page.querySelector('.page__notice'), '.notice__act');
  expect(wechat.opened).toEqual(['relaunch /pages/home/index']);
});

test('offline: words, and a retry that works', async () => {
  const { page, shop } = await open('entry', { e: 'sales' }, (each) => (each.trouble = 'offline'));
  expect(reads(page)).toContain('连不上网络');
  shop.trouble = undefined;
  await tap(page.querySelector('.page__notice'), '.notice__act');
  expect(reads(page)).toContain('开始咨询');
});

test('the card of this very entry opens nothing, another one its page', async () => {
  const { page, wechat } = await open('entry', { e: 'sales' });
  const contact = page.querySelector('.acts__button');
  call(contact, 'onContact', { detail: { path: 'pages/entry/index?e=sales' } });
  call(contact, 'onContact', { detail: { path: 'pages/entry/index?e=vip' } });
  expect(wechat.opened).toEqual(['/pages/entry/index?e=vip']);
});

test('a page left for good stops asking', async () => {
  const { page, wechat } = await open('entry', { e: 'sales' });
  call(page, 'onUnload');
  const asked = wechat.requests.length;
  await jest.advanceTimersByTimeAsync(120_000);
  expect(wechat.requests).toHaveLength(asked);
});

test('the address the server hands out is this page’s own', () => {
  const { entryPage } = jest.requireActual<typeof import('../../miniprogram/services/page-paths')>('../../miniprogram/services/page-paths');
  expect(entryPage('after-sales')).toBe(entryPagePath('after-sales'));
});
