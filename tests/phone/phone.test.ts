/** @jest-environment jsdom */
import { freshBundles } from '../journeys/bundles';
import { createShop, sales, service, vip } from '../miniprogram/shop';
import { settle, startHandset } from './handset';

beforeAll(freshBundles, 90_000);
beforeEach(() => localStorage.clear());

const opened = { 'POST /control/kf/customers': { status: 200, body: { externalUserid: 'wm1' } }, 'POST /control/kf/customers/wm1/enter': { status: 200, body: { openKfId: 'wk1', msgid: 'm1' } } };
const refused = { ...opened, 'POST /control/kf/customers/wm1/enter': { status: 409, body: { code: 'refused', message: 'the link leads to no account' } } };
const otherRoad = { ...service, fallback: { kind: 'contact' as const, sessionFrom: 'ticket-other-road', cardTitle: '', cardPath: '' } };

test('the first page shows every entry with who answers, under the name of the shop', async () => {
  const phone = await startHandset(createShop([sales, service, vip]));
  expect(phone.reads()).toMatch(/您想找谁？.*售前咨询.*李丽在线，马上回复您.*联系.*售后服务.*需要排队.*VIP 专属/s);
  expect(phone.title()).toBe('小店');
  expect(phone.backHidden()).toBe(true);
});

test('no attribute of any page falls on a tag that does not know it', async () => {
  const phone = await startHandset(createShop([sales, otherRoad, { ...vip, state: { kind: 'leave-message', words: { zh: '请留言' } } }]));
  await phone.tap('VIP 专属');
  for (const page of ['entry', 'chat', 'conversations']) await phone.go(`/pages/${page}/index?e=sales`);
  // three bones are drawn while the list loads; the framework takes a number for a trial, WeChat allows it
  expect(phone.warnings().filter((words) => !words.includes('number as for-list'))).toEqual([]);
});

test('one tap on a contact entry opens WeChat’s chat and tells the platform the ticket of that entry', async () => {
  const phone = await startHandset(createShop([sales, vip]));
  await phone.tap('售前咨询');
  expect(document.querySelectorAll('.sheet')).toHaveLength(1);
  expect(phone.posts('/control/visitors/o1/enter')).toEqual([{ sessionFrom: 'ticket-sales-1' }]);
  await phone.type('.sheet__box', '在吗？');
  await phone.submit();
  expect(phone.posts('/control/visitors/o1/say')).toEqual([{ text: '在吗？' }]);
});

test('what comes in is shown live, and a chat that was left asks nothing more', async () => {
  const thread: object[] = [];
  const phone = await startHandset(createShop([sales]), { 'GET /control/phone/o1': { status: 200, body: { thread } } });
  await phone.tap('售前咨询');
  thread.push({ id: 'v1', direction: 'received', kind: 'text', content: '您好，我是李丽', media: null });
  await phone.news();
  expect(document.querySelector('.line--theirs')?.textContent).toBe('您好，我是李丽');
  await phone.tap('返回');
  expect(document.querySelector('.sheet')).toBeNull();
  const before = phone.asked.length;
  await phone.news();
  expect(phone.asked.slice(before).filter(({ path }) => path.startsWith('/control/phone'))).toEqual([]);
});

test('the card that WeChat offers is sent, and tapping it in the chat leads to the page it names', async () => {
  const sent = { id: 'v1', direction: 'sent', kind: 'miniprogrampage', content: { title: '售前咨询', pagePath: 'pages/entry/index?e=sales' }, media: null };
  const phone = await startHandset(createShop([sales]), { 'GET /control/phone/o1': { status: 200, body: { thread: [sent] } } });
  await phone.tap('售前咨询');
  document.querySelector<HTMLElement>('.sheet__offer button')?.click();
  await settle();
  expect(phone.posts('/control/visitors/o1/card')).toEqual([{ title: '售前咨询', pagePath: 'pages/entry/index?e=sales' }]);
  document.querySelector<HTMLElement>('.line__card')?.click();
  await settle();
  expect(document.querySelector('.sheet')).toBeNull();
  expect(document.querySelector('.wx-page:not([hidden])')?.getAttribute('data-page')).toBe('pages/entry/index');
});

test('微信客服 opens by the link of the entry', async () => {
  const phone = await startHandset(createShop([service]), opened);
  await phone.tap('售后服务');
  expect(phone.posts('/control/kf/customers/wm1/enter')).toEqual([{ url: 'https://work.weixin.qq.com/kfid/kfc1?scene=1' }]);
  await phone.type('.sheet__box', '我的订单');
  await phone.submit();
  expect(phone.posts('/control/kf/customers/wm1/say')).toEqual([{ openKfId: 'wk1', text: '我的订单' }]);
});

test('where 微信客服 does not open the visitor reads why, and the next tap takes the other road', async () => {
  const phone = await startHandset(createShop([otherRoad]), refused);
  await phone.tap('售后服务');
  expect(phone.reads()).toContain('微信客服没有打开');
  expect(document.querySelector('.sheet')).toBeNull();
  await phone.tap('售后服务');
  expect(phone.posts('/control/visitors/o1/enter')).toEqual([{ sessionFrom: 'ticket-other-road' }]);
});

test('a message is left from the page of its entry, and the arrow leads back to the list', async () => {
  const shop = createShop([{ ...sales, state: { kind: 'leave-message', words: { zh: '现在没有人，请留言' } } }]);
  const phone = await startHandset(shop);
  await phone.tap('售前咨询');
  expect([phone.title(), phone.backHidden()]).toEqual(['留言', false]);
  await phone.type('textarea', '请回电');
  await phone.type('.wx-page:not([hidden]) input', '13800000000');
  await phone.tap('发送留言');
  expect([...shop.left.values()]).toMatchObject([{ entry: 'sales', text: '请回电', contact: '13800000000' }]);
  expect(phone.reads()).toContain('留言已收到');
  await phone.tap('返回');
  expect([phone.title(), phone.backHidden()]).toEqual(['小店', true]);
  expect(phone.reads()).toContain('您想找谁？');
});

test('a button that is off takes no tap', async () => {
  const shop = createShop([{ ...sales, state: { kind: 'leave-message', words: { zh: '现在没有人，请留言' } } }]);
  const phone = await startHandset(shop);
  await phone.tap('售前咨询');
  document.querySelector('.solid')?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await phone.tap('发送留言');
  expect(shop.left.size).toBe(0);
});

test.each([['允许', 'accept'], ['取消', 'reject']])('leave to notify is asked in WeChat’s dialog: %s', async (words, choice) => {
  const shop = createShop([{ ...sales, state: { kind: 'leave-message', words: { zh: '请留言' } } }]);
  shop.notice = 'template-1';
  const phone = await startHandset(shop);
  await phone.tap('售前咨询');
  await phone.type('textarea', '请回电');
  await phone.tap('发送留言');
  await phone.tap(words);
  expect(phone.posts('/control/visitors/o1/subscribe')).toEqual([{ choices: { 'template-1': choice } }]);
  expect(document.querySelector('.veil')).toBeNull();
});

describe('my conversations', () => {
  const openList = async () => {
    const shop = createShop([sales]);
    shop.conversations = [{ id: 'c1', entry: 'sales', channel: 'contact', state: 'assigned', openedAt: 1, seq: 1, last: { at: 1, from: 'agent', text: '今天送到' } }];
    const phone = await startHandset(shop);
    await phone.tap('我的会话');
    const page = document.querySelector<HTMLElement>('.wx-page:not([hidden])');
    if (page === null) throw new Error('no page');
    return { shop, phone, page };
  };
  const mouse = (page: HTMLElement, type: string, clientY: number): boolean => page.dispatchEvent(new MouseEvent(type, { clientY, bubbles: true }));

  test('a page pulled down asks again and lets go; the finger that pulled taps nothing', async () => {
    const { shop, phone, page } = await openList();
    shop.conversations = [];
    mouse(page, 'mousedown', 100);
    mouse(page, 'mousemove', 170);
    mouse(page, 'mouseup', 170);
    expect(page.classList.contains('wx-page--pulling')).toBe(true);
    document.querySelector<HTMLElement>('.row')?.click();
    await settle();
    expect(phone.reads()).toContain('还没有会话');
    expect(page.classList.contains('wx-page--pulling')).toBe(false);
    expect(phone.title()).toBe('我的会话');
  });

  test('a page pulled a little stays as it is', async () => {
    const { page } = await openList();
    mouse(page, 'mousedown', 100);
    mouse(page, 'mousemove', 150);
    mouse(page, 'mouseup', 150);
    expect(page.classList.contains('wx-page--pulling')).toBe(false);
  });

  test('sound and shaking are switched by a switch that has a name, and stay as they were chosen', async () => {
    const { shop } = await openList();
    const box = (): HTMLInputElement | null => document.querySelector('.wx-page:not([hidden]) [role="switch"]');
    expect([box()?.checked, box()?.getAttribute('aria-label')]).toEqual([true, '新回复提示']);
    box()?.click();
    await settle();
    const again = await startHandset(shop);
    await again.tap('我的会话');
    expect(box()?.checked).toBe(false);
  });
});

test('the same phone is the same visitor again, and a visitor the platform forgot is made anew with nothing remembered', async () => {
  const shop = createShop([sales]);
  const first = await startHandset(shop);
  expect([first.posts('/control/visitors'), first.posts('/control/visitors/o1/login')].map(({ length }) => length)).toEqual([1, 1]);
  const again = await startHandset(shop);
  expect([again.posts('/control/visitors'), again.posts('/control/visitors/o1/login')].map(({ length }) => length)).toEqual([0, 0]);
  const forgotten = await startHandset(shop, { 'GET /control/visitors': { status: 200, body: { visitors: [] } }, 'POST /control/visitors': { status: 200, body: { openid: 'o2' } } });
  expect(forgotten.posts('/control/visitors/o2/login')).toHaveLength(1);
});

test('a platform that does not answer is said in words', async () => {
  await startHandset(createShop([sales]), { 'POST /control/visitors': { status: 500 } });
  expect(document.querySelector('[role="alert"]')?.textContent).toContain('连不上模拟微信');
});
