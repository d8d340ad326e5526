/** @jest-environment jsdom */
import { call, startApp, type Rendered } from './page-shim';
import { buttons, reads, settle, tap } from './reading';
import { createShop, sales } from './shop';
import { createWechat } from './wechat';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

const open = async () => {
  const shop = createShop([sales]);
  const wechat = createWechat((request) => shop.answer(request));
  const page = startApp(wechat).open('leave-message', { e: 'sales' });
  await settle();
  const sent = () => wechat.requests.filter(({ path }) => path === '/api/visitor/left-messages').map(({ body }) => body);
  return { shop, wechat, page, sent };
};

const write = (page: Rendered, text: string, contact = '') => {
  call(page, 'onText', { detail: { value: text } });
  call(page, 'onContact', { detail: { value: contact } });
};

const sendButton = (page: Rendered) => buttons(page).find(({ class: name }) => String(name).startsWith('solid'));

test('nothing can be sent before something is written', async () => {
  const { page, sent } = await open();
  expect(reads(page)).toContain('留言给「售前咨询」');
  write(page, '   ');
  expect(sendButton(page)).toMatchObject({ disabled: true });
  await call(page, 'onSend');
  expect(sent()).toEqual([]);
  write(page, '在吗');
  expect(sendButton(page)).toMatchObject({ disabled: false });
});

test('sent: who will follow it up, and nothing is kept on the phone', async () => {
  const { page, sent, wechat } = await open();
  write(page, ' 订单还没到 ', '138 0000 0000');
  await tap(page, '.solid');
  expect(sent()).toEqual([{ entry: 'sales', text: '订单还没到', contact: '138 0000 0000', clientId: expect.stringMatching(/^[A-Za-z0-9_-]{8,64}$/) }]);
  expect(reads(page)).toBe('留言已收到 李丽上班后会回复您 完成 再写一条');
  expect([...wechat.storage.keys()]).not.toContain('zhida.leave.sales');
  await tap(page, '.sent__done');
  expect(wechat.opened).toEqual(['back']);
});

test('without contact data the field is left out', async () => {
  const { page, sent } = await open();
  write(page, '在吗');
  await tap(page, '.solid');
  expect(sent()[0]).not.toHaveProperty('contact');
});

test('offline: words, the text stays, and sending again works', async () => {
  const { page, shop, sent } = await open();
  shop.trouble = 'offline';
  write(page, '在吗');
  await tap(page, '.solid');
  expect(reads(page)).toContain('没有网络，还没有发出去。内容已保存在手机上，联网后点“重新发送”。 重新发送');
  shop.trouble = undefined;
  await tap(page, '.solid');
  expect(reads(page)).toContain('留言已收到');
  expect(new Set(sent().map((body) => JSON.stringify(body))).size).toBe(1);
});

test('when the answer is lost, sending again uses the same client id and leaves one message', async () => {
  const { page, shop } = await open();
  shop.loseNextAnswer = true;
  write(page, '在吗');
  await tap(page, '.solid');
  expect(reads(page)).toContain('正在发送…');
  await jest.advanceTimersByTimeAsync(10_001);
  expect(reads(page)).toContain('不会重复留言');
  await tap(page, '.solid');
  expect(reads(page)).toContain('留言已收到');
  expect(shop.left.size).toBe(1);
});

test('the client id outlives the program: opened again, the words are there and still leave one message', async () => {
  const { page, shop, wechat } = await open();
  shop.loseNextAnswer = true;
  write(page, '在吗', 'wx-li');
  await tap(page, '.solid');
  call(page, 'onUnload');
  const again = startApp(wechat).open('leave-message', { e: 'sales' });
  await settle();
  expect(reads(again)).toContain('上次的留言还没有发出去');
  expect(again.data).toMatchObject({ text: '在吗', contact: 'wx-li', canSend: true });
  await tap(again, '.solid');
  expect(reads(again)).toContain('留言已收到');
  expect([...shop.left.values()]).toEqual([expect.objectContaining({ text: '在吗', contact: 'wx-li' })]);
});

test('changed words after a lost answer are a message of their own, or they would be lost', async () => {
  const { page, shop } = await open();
  shop.loseNextAnswer = true;
  write(page, '在吗');
  await tap(page, '.solid');
  await jest.advanceTimersByTimeAsync(10_001);
  write(page, '在吗？订单 88 没到');
  await tap(page, '.solid');
  expect([...shop.left.values()]).toEqual([expect.objectContaining({ text: '在吗' }), expect.objectContaining({ text: '在吗？订单 88 没到' })]);
});

test('two messages one after another are two', async () => {
  const { page, shop } = await open();
  write(page, '在吗');
  await tap(page, '.solid');
  await tap(page, '.quiet');
  write(page, '在吗');
  await tap(page, '.solid');
  expect(shop.left.size).toBe(2);
});

test('an impatient second tap sends nothing more', async () => {
  const { page, sent } = await open();
  write(page, '在吗');
  const first = call(page, 'onSend');
  await call(page, 'onSend');
  await first;
  expect(sent()).toHaveLength(1);
});

test('a refusal is told in the server’s words', async () => {
  const { page, shop } = await open();
  shop.trouble = { status: 404, body: { code: 'entry-unknown', message: '' } };
  write(page, '在吗');
  await tap(page, '.solid');
  expect(reads(page)).toContain('没有发出去：入口不存在或已停用。');
});

test('a phone whose storage is full still sends, and still once', async () => {
  const { page, shop, wechat } = await open();
  wechat.wx.setStorageSync = () => {
    throw new Error('setStorageSync:fail exceed storage max size');
  };
  shop.loseNextAnswer = true;
  write(page, '在吗');
  await tap(page, '.solid');
  await jest.advanceTimersByTimeAsync(10_001);
  await tap(page, '.solid');
  expect(reads(page)).toContain('留言已收到');
  expect(shop.left.size).toBe(1);
});
