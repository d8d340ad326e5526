/** @jest-environment jsdom */
import { call, startApp, tellLifetime, type Rendered } from './page-shim';
import { buttons, reads, settle, tap } from './reading';
import { createShop, sales, service, vip } from './shop';
import { createWechat } from './wechat';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

const coat = { title: '羊毛大衣', text: '¥1,299', path: '/pages/product/index?id=88', image: 'https://cdn.example.com/88.jpg' };
const written = encodeURIComponent(JSON.stringify({ kind: 'card', ...coat }));

/** The component in a page of a merchant, whose program has an App of its own. */
const open = async (properties: Record<string, unknown> = {}, before: (shop: ReturnType<typeof createShop>) => void = () => undefined) => {
  const shop = createShop([sales, service, vip]);
  before(shop);
  const wechat = createWechat((request) => shop.answer(request));
  const merchant = { cart: [] };
  const component = startApp(wechat, merchant).render('components/contact-entries/index', properties);
  await settle();
  return { shop, wechat, merchant, component };
};

const entryButton = (component: Rendered, index: number) => component.querySelectorAll('.entry__button')[index];

test('in a merchant’s program it signs in and looks after its buttons by itself', async () => {
  const { component, wechat, merchant } = await open();
  expect(reads(component)).toMatch(/售前咨询.*在线.*售后服务.*需要排队.*VIP 专属.*有人代接/);
  expect(Object.keys(merchant)).toEqual(['cart', 'zhida']);
  const asked = wechat.requests.length;
  await jest.advanceTimersByTimeAsync(17_000);
  expect(wechat.requests.length).toBeGreaterThan(asked);
});

test('several of them share one login and one refresh', async () => {
  const shop = createShop([sales, vip]);
  const wechat = createWechat((request) => shop.answer(request));
  const program = startApp(wechat, {});
  for (const key of ['sales', 'vip']) program.render('components/contact-entries/index', { entries: [key] });
  await settle();
  expect(wechat.requests.map(({ path }) => path)).toEqual(['/api/visitor/login', '/api/visitor/entries']);
});

test('the merchant chooses which, in his order; a key that leads nowhere is left out', async () => {
  const { component } = await open({ entries: ['vip', 'gone', 'sales'] });
  expect(component.querySelectorAll('.entry__button').map((each) => reads(each).split(' ')[1])).toEqual(['VIP', '售前咨询']);
});

test('compact: a label and its true state on each button, read aloud in full', async () => {
  const { component } = await open({ look: 'compact' });
  expect(buttons(component).map(({ words }) => words)).toEqual(['售前咨询 在线', '售后服务 需要排队', 'VIP 专属 有人代接']);
  expect(buttons(component)[0]).toMatchObject({ openType: 'contact', sessionFrom: 'ticket-sales-1', ariaLabel: '售前咨询，在线，李丽在线，马上回复您，联系' });
});

test('all three kinds of entry open what they are', async () => {
  const { component, wechat } = await open();
  expect(buttons(component)[0]).toMatchObject({ openType: 'contact', sessionFrom: 'ticket-sales-1' });
  await tap(entryButton(component, 1), '.entry-button');
  expect(wechat.kf).toMatchObject([{ corpId: 'ww1' }]);
  await tap(entryButton(component, 2), '.entry-button');
  expect(wechat.opened).toEqual(['/pages/chat/index?e=vip']);
});

test('a card goes along: to our chat page, and onto the card of WeChat’s own chat', async () => {
  const { component, wechat } = await open({ card: coat });
  await tap(entryButton(component, 2), '.entry-button');
  expect(wechat.opened).toEqual([`/pages/chat/index?e=vip&card=${written}`]);
  expect(buttons(component)[0]).toMatchObject({ sendMessageTitle: '羊毛大衣', sendMessagePath: 'pages/product/index?id=88', sendMessageImg: coat.image, sessionFrom: 'ticket-sales-1' });
});

test('tapped in WeChat’s chat, that card leads back to the product, a card of an entry to its page', async () => {
  const { component, wechat } = await open({ card: coat });
  call(entryButton(component, 0), 'onContact', { detail: { path: 'pages/product/index', query: { id: '88' } } });
  call(entryButton(component, 0), 'onContact', { detail: { path: 'pages/entry/index?e=vip', query: { e: 'vip' } } });
  expect(wechat.opened).toEqual(['/pages/product/index?id=88', '/pages/entry/index?e=vip']);
});

test('facts the merchant signed are there before the first entries are asked for', async () => {
  const facts = { payload: 'eyJmYWN0cyI6e319', signature: 'ab12' };
  const { shop, wechat } = await open({ facts });
  expect(shop.facts).toEqual([facts]);
  expect(wechat.requests.map(({ path }) => path)).toEqual(['/api/visitor/login', '/api/visitor/facts', '/api/visitor/entries']);
});

test.each<[string, Record<string, unknown>]>([
  ['a card without a title', { card: { text: '¥1' } }], ['a card that is none', { card: 'coat' }], ['facts that are none', { facts: { payload: 7 } }], ['keys that are none', { entries: 'vip' }],
])('%s breaks nothing', async (_name, properties) => {
  const { component, shop, wechat } = await open(properties);
  expect(reads(component)).toContain('VIP 专属');
  await tap(entryButton(component, 2), '.entry-button');
  expect([wechat.opened, shop.facts]).toEqual([['/pages/chat/index?e=vip'], []]);
});

test.each([['list', '.entries__notice .notice__act'], ['compact', '.quiet']])('%s: offline in words, and a retry that works', async (look) => {
  const { component, shop } = await open({ look }, (each) => (each.trouble = 'offline'));
  expect(reads(component)).toMatch(/连不上网络.*重试/);
  shop.trouble = undefined;
  await tap(look === 'list' ? component.querySelector('.entries__notice') : component, look === 'list' ? '.notice__act' : '.quiet');
  expect(reads(component)).toContain('售前咨询');
});

test('hidden with its page or taken off it, it asks nothing; shown again it asks at once', async () => {
  const { component, wechat } = await open();
  tellLifetime(component, 'hide');
  const asked = wechat.requests.length;
  await jest.advanceTimersByTimeAsync(120_000);
  expect(wechat.requests).toHaveLength(asked);
  tellLifetime(component, 'show');
  await settle();
  expect(wechat.requests).toHaveLength(asked + 1);
  component.detach();
  await jest.advanceTimersByTimeAsync(120_000);
  expect(wechat.requests).toHaveLength(asked + 1);
});
