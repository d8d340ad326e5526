/** @jest-environment jsdom */
import type { EntryState } from '../../shared/http/visitor';
import { call, startApp, type Rendered } from './page-shim';
import { buttons, reads, settle, tap } from './reading';
import { createShop, sales, service, vip } from './shop';
import { createWechat } from './wechat';

const oneRefresh = 17_000;

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'], now: new Date(2025, 9, 1, 20, 0) }));
afterEach(() => jest.useRealTimers());

const open = async (entries = [sales, service, vip], before: (shop: ReturnType<typeof createShop>) => void = () => undefined) => {
  const shop = createShop(entries);
  before(shop);
  const wechat = createWechat((request) => shop.answer(request));
  const page = startApp(wechat).open('home');
  await settle();
  return { shop, wechat, page };
};

const list = (page: Rendered) => page.querySelector('.page__entries');

const entryButton = (page: Rendered, index: number) => {
  const found = list(page)?.querySelectorAll('.entry__button')[index];
  if (found === undefined) throw new Error(`no entry ${index}`);
  return found;
};

const with_ = (state: EntryState) => [{ ...sales, state }];

test('before the first answer a skeleton is shown and nothing can be tapped', () => {
  const shop = createShop([sales]);
  const page = startApp(createWechat((request) => shop.answer(request))).open('home');
  expect(page.dom?.innerHTML).toContain('blank');
  expect(buttons(page).map(({ words }) => words)).toEqual(['English', '我的会话']);
});

test('every entry shows its label, who answers, the expected wait and what the tap does', async () => {
  const { page, wechat } = await open();
  const [first, second, third] = [0, 1, 2].map((index) => reads(entryButton(page, index)));
  expect(first).toBe('售 售前咨询 在线 李丽在线，马上回复您 联系');
  expect(second).toBe('售 售后服务 需要排队 约 3–5 分钟 · 前面 2 人 客服都在忙，请稍等 排队');
  expect(third).toBe('V VIP 专属 有人代接 王敏代李丽接待您 联系');
  expect(wechat.titles.at(-1)).toBe('小店');
});

test('the contact button carries the ticket and the card of its invitation before the tap', async () => {
  const { page } = await open([sales]);
  expect(buttons(page)[1]).toMatchObject({
    openType: 'contact', sessionFrom: 'ticket-sales-1', sendMessageTitle: '售前咨询', sendMessagePath: 'pages/entry/index?e=sales', showMessageCard: true,
    ariaLabel: '售前咨询，在线，李丽在线，马上回复您，联系',
  });
});

test('only contact entries are contact buttons', async () => {
  const { page } = await open();
  expect(buttons(page).filter(({ openType }) => openType === 'contact')).toHaveLength(1);
});

test('a refresh changes the words, the ticket and the kind of button', async () => {
  const { page, shop } = await open([sales]);
  shop.entries = [{ ...sales, state: { kind: 'stand-in', words: { zh: '王敏代李丽接待您' } }, invitation: { kind: 'contact', sessionFrom: 'ticket-sales-2', cardTitle: '', cardPath: '' } }];
  await jest.advanceTimersByTimeAsync(oneRefresh);
  expect(reads(page)).toContain('有人代接 王敏代李丽接待您');
  expect(buttons(page)[1]).toMatchObject({ sessionFrom: 'ticket-sales-2' });
  shop.entries = [{ ...sales, state: { kind: 'leave-message', words: { zh: '现在没有人，请留言' } } }];
  await jest.advanceTimersByTimeAsync(oneRefresh);
  expect(buttons(page)[1]).toMatchObject({ words: expect.stringContaining('留言') });
  expect(buttons(page)[1]?.['openType']).toBeUndefined();
});

test('an unchanged answer costs a 304 and draws nothing', async () => {
  const { page, wechat } = await open([sales]);
  const drawn = wechat.titles.length;
  await jest.advanceTimersByTimeAsync(oneRefresh);
  expect(wechat.requests.at(-1)?.header['if-none-match']).toMatch(/^".+"$/);
  expect(wechat.titles).toHaveLength(drawn);
  expect(reads(page)).toContain('售前咨询');
});

test('a hidden page asks nothing; shown again it asks at once', async () => {
  const { page, wechat } = await open([sales]);
  call(page, 'onHide');
  const asked = wechat.requests.length;
  await jest.advanceTimersByTimeAsync(10 * oneRefresh);
  expect(wechat.requests).toHaveLength(asked);
  call(page, 'onShow');
  await settle();
  expect(wechat.requests.slice(asked).map(({ path }) => path)).toEqual(['/api/visitor/entries', '/api/visitor/conversations']);
});

test('a page hidden before its answer came asks nothing afterwards', async () => {
  const shop = createShop([sales]);
  const wechat = createWechat((request) => shop.answer(request));
  const page = startApp(wechat).open('home');
  call(page, 'onHide');
  await jest.advanceTimersByTimeAsync(10 * oneRefresh);
  expect(wechat.requests.map(({ path }) => path)).toEqual(['/api/visitor/login', '/api/visitor/entries', '/api/visitor/conversations']);
  expect(list(page)?.data).toMatchObject({ phase: 'loading' });
});

test('the kf tap opens 微信客服 inside the tap, with the link already here', async () => {
  const { page, wechat } = await open();
  call(entryButton(page, 1), 'onKf');
  // nothing was awaited: WeChat refuses the call outside the tap
  expect(wechat.kf).toMatchObject([{ extInfo: { url: 'https://work.weixin.qq.com/kfid/kfc1?scene=1' }, corpId: 'ww1' }]);
  await tap(entryButton(page, 1), '.entry-button');
  expect(wechat.kf).toHaveLength(2);
});

test('when 微信客服 does not open the visitor reads why and can leave a message', async () => {
  const { page, wechat } = await open();
  await tap(entryButton(page, 1), '.entry-button');
  wechat.kf[0]?.fail({ errMsg: 'openCustomerServiceChat:fail not bind', errCode: 6 });
  expect(reads(page)).toContain('微信客服没有打开（6）。请再点一次，或者先留言。');
  await tap(list(page), '.entry__leave');
  expect(wechat.opened).toEqual(['/pages/leave-message/index?e=after-sales']);
});

test('a visitor who cancels 微信客服 is told nothing', async () => {
  const { page, wechat } = await open();
  await tap(entryButton(page, 1), '.entry-button');
  wechat.kf[0]?.fail({ errMsg: 'openCustomerServiceChat:fail cancel' });
  expect(reads(page)).not.toContain('没有打开');
});

test('a WeChat without 微信客服 says so in words', async () => {
  const shop = createShop([service]);
  const wechat = createWechat((request) => shop.answer(request));
  Object.assign(wechat.wx, { openCustomerServiceChat: undefined });
  const page = startApp(wechat).open('home');
  await settle();
  await tap(entryButton(page, 0), '.entry-button');
  expect(reads(page)).toContain('请更新微信');
});

test('a chat entry leads to the chat page', async () => {
  const { page, wechat } = await open();
  await tap(entryButton(page, 2), '.entry-button');
  expect(wechat.opened).toEqual(['/pages/chat/index?e=vip']);
});

test('who waits is offered to leave a message instead', async () => {
  const { page, wechat } = await open();
  await tap(list(page), '.quiet');
  expect(wechat.opened).toEqual(['/pages/leave-message/index?e=after-sales']);
});

test.each<[string, EntryState, string]>([
  ['outside hours', { kind: 'outside-hours', words: { zh: '现在休息' }, opensAt: new Date(2025, 9, 2, 9, 0).getTime() }, '休息中 明天 09:00 开始 现在休息 留言'],
  ['no seats', { kind: 'no-seats', words: { zh: '前面已有 50 人' }, waiting: 50 }, '排队已满 前面已有 50 人 留言'],
  ['nobody there', { kind: 'leave-message', words: { zh: '李丽不在' } }, '可以留言 李丽不在 留言'],
])('%s: the tap leads to leaving a message', async (_name, state, words) => {
  const { page, wechat } = await open(with_(state));
  expect(reads(entryButton(page, 0))).toContain(words);
  await tap(entryButton(page, 0), '.entry-button');
  expect(wechat.opened).toEqual(['/pages/leave-message/index?e=sales']);
});

test('an entry without an invitation leads to leaving a message', async () => {
  const { page } = await open([{ ...sales, invitation: { kind: 'unavailable' } }]);
  expect(buttons(page)[1]).not.toHaveProperty('openType');
});

test('no entries: words, not an empty page', async () => {
  const { page } = await open([]);
  expect(reads(page)).toContain('还没有客服入口 商家还没有开放客服，请稍后再来看看。 重试');
});

test('offline: words, and a retry that works', async () => {
  const { page, shop } = await open([sales], (each) => (each.trouble = 'offline'));
  expect(reads(page)).toContain('连不上网络 请检查手机网络，然后点“重试”。 重试');
  shop.trouble = undefined;
  await tap(list(page)?.querySelector('.entries__notice'), '.notice__act');
  expect(reads(page)).toContain('售前咨询');
});

test('no answer at all becomes words within the time limit', async () => {
  const { page } = await open([sales], (each) => (each.trouble = 'nothing'));
  await jest.advanceTimersByTimeAsync(10_001);
  expect(reads(page)).toContain('网络有点慢');
});

test('a refusal is shown in the words of the table of refusals', async () => {
  const { page } = await open([sales], (each) => (each.trouble = { status: 503, body: { code: 'unavailable', message: 'x' } }));
  expect(reads(page)).toContain('服务暂时不可用，请稍后再试');
});

test('something else that answers, such as a login page of the network, breaks nothing', async () => {
  const { page } = await open([sales], (each) => (each.trouble = { status: 200, body: '<html>sign in</html>' }));
  expect(reads(page)).toContain('暂时打不开');
});

test('when refreshing fails the list stays and says how old it is, until it works again', async () => {
  const { page, shop } = await open([sales]);
  shop.trouble = 'offline';
  await jest.advanceTimersByTimeAsync(oneRefresh);
  expect(reads(page)).toMatch(/网络不通，下面是 20:00 的情况。点这里重试 .*售前咨询/);
  shop.trouble = undefined;
  await jest.advanceTimersByTimeAsync(oneRefresh);
  expect(reads(page)).not.toContain('网络不通');
});

test('a server that asks for patience is given it', async () => {
  const { shop, wechat } = await open([sales]);
  shop.trouble = { status: 429, body: { code: 'too-many-requests', message: '' }, header: { 'Retry-After': '300' } };
  await jest.advanceTimersByTimeAsync(oneRefresh);
  const asked = () => wechat.requests.filter(({ path }) => path === '/api/visitor/entries').length;
  const before = asked();
  await jest.advanceTimersByTimeAsync(290_000);
  expect(asked()).toBe(before);
  await jest.advanceTimersByTimeAsync(20_000);
  expect(asked()).toBeGreaterThan(before);
});

test('a state that a newer server may add is shown, with leaving a message as the tap', async () => {
  const { page } = await open([sales], (shop) => (shop.oddKind = 'holiday'));
  expect(reads(page)).toContain('李丽在线，马上回复您 留言');
});

test('English is one tap away and is remembered', async () => {
  const { page, wechat, shop } = await open();
  await tap(page, '.head__language');
  expect(reads(page)).toContain('Who would you like to talk to?');
  expect(reads(entryButton(page, 0))).toBe('S Sales Online Li Li is here Chat');
  expect(wechat.requests.map(({ header }) => header['accept-language'])).toContain('zh');
  await jest.advanceTimersByTimeAsync(oneRefresh);
  expect(wechat.requests.at(-1)?.header['accept-language']).toBe('en');
  // no English was written for it
  expect(reads(entryButton(page, 2))).toContain('王敏代李丽接待您');
  const next = createWechat((request) => shop.answer(request));
  for (const [key, value] of wechat.storage) next.storage.set(key, value);
  expect(reads(startApp(next).open('home'))).toContain('Who would you like to talk to?');
});

test.each<[unknown, string[]]>([
  [{ path: '/pages/entry/index', query: { e: 'vip' } }, ['/pages/entry/index?e=vip']],
  [{ path: 'pages/entry/index?e=vip' }, ['/pages/entry/index?e=vip']],
  [{ path: '', query: {} }, []],
  [{ errMsg: 'ok' }, []],
  [undefined, []],
])('coming back by a card with %j', async (detail, opened) => {
  const { page, wechat } = await open();
  call(entryButton(page, 0), 'onContact', { detail });
  expect(wechat.opened).toEqual(opened);
});

test('new answers stand at the way to his own conversations, are heard once, and the way leads there', async () => {
  const { page, shop, wechat } = await open([sales]);
  expect(reads(page)).toMatch(/我的会话$/);
  shop.conversations = [{ id: 'c1', entry: 'vip', channel: 'chat', state: 'assigned', openedAt: 1, seq: 3, unread: 2 }];
  call(page, 'onHide');
  call(page, 'onShow');
  await settle();
  expect(reads(page)).toMatch(/我的会话 2$/);
  expect(buttons(page).at(-1)).toMatchObject({ ariaLabel: '我的会话，2 条新回复' });
  expect(wechat.played).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(3 * oneRefresh);
  expect(wechat.played).toHaveLength(1);
  await tap(page, '.own');
  expect(wechat.opened).toEqual(['/pages/conversations/index']);
});
