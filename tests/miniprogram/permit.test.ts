/** @jest-environment jsdom */
import { call, startApp, type Rendered } from './page-shim';
import { reads, settle, tap } from './reading';
import { createShop, sales, service, vip } from './shop';
import { createWechat } from './wechat';

beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] }));
afterEach(() => jest.useRealTimers());

const OFFER = '有回复时提醒我';

const offer = (page: Rendered) => page.querySelector('.acts__call');

const open = async (page: 'entry' | 'leave-message', entry: string, notice = 'reply-template') => {
  const shop = createShop([sales, service, vip]);
  shop.notice = notice;
  const wechat = createWechat((request) => shop.answer(request));
  const rendered = startApp(wechat).open(page, { e: entry });
  await settle();
  return { shop, wechat, page: rendered };
};

describe('the page of an entry', () => {
  test('offers to call him back, and asks WeChat inside the tap', async () => {
    const { page, wechat } = await open('entry', 'sales');
    expect(reads(page)).toContain(OFFER);
    expect(wechat.permits).toEqual([]);
    offer(page)?.querySelector('.ask')?.dispatchEvent('tap');
    await settle();
    expect(wechat.permits).toMatchObject([{ tmplIds: ['reply-template'] }]);
  });

  test.each([
    ['accept', '微信会在“服务通知”里提醒您一次'], ['acceptWithAudio', '微信会在“服务通知”里提醒您一次'], ['reject', '不会提醒您'], ['ban', '请在小程序右上角'],
  ])('%s: he reads what it means, and is not asked again', async (answer, words) => {
    const { page, wechat } = await open('entry', 'sales');
    await tap(offer(page), '.ask');
    wechat.permits[0]?.success({ errMsg: 'requestSubscribeMessage:ok', 'reply-template': answer });
    await settle();
    expect(reads(page)).toContain(words);
    expect(reads(page)).not.toContain(OFFER);
  });

  test('WeChat cannot ask (main switch off, too old): words', async () => {
    const { page, wechat } = await open('entry', 'sales');
    await tap(offer(page), '.ask');
    wechat.permits[0]?.fail({ errMsg: 'requestSubscribeMessage:fail', errCode: 20004 });
    await settle();
    expect(reads(page)).toContain('请在小程序右上角');
  });

  test('who would queue is told that he need not stay', async () => {
    const { page, shop } = await open('entry', 'sales');
    shop.entries = [{ ...sales, state: { kind: 'queue', words: { zh: '请稍等' }, waiting: 2 } }];
    call(page, 'onShow');
    await settle();
    expect(reads(page)).toContain('排队时不想守着？有人回复时提醒我');
  });

  test('our own chat calls back, too', async () => {
    expect(reads((await open('entry', 'vip')).page)).toContain(OFFER);
  });

  test('offers nothing without a template, or where answers are not rationed', async () => {
    expect(reads((await open('entry', 'sales', '')).page)).not.toContain(OFFER);
    expect(reads((await open('entry', 'after-sales')).page)).not.toContain(OFFER);
  });
});

describe('leaving a message', () => {
  const write = async (notice?: string) => {
    const opened = await open('leave-message', 'sales', notice);
    call(opened.page, 'onText', { detail: { value: '订单还没到' } });
    return opened;
  };

  test('asks in the tap that sends; the words do not wait for the answer', async () => {
    const { page, wechat, shop } = await write();
    const sending = call(page, 'onSend');
    expect(wechat.permits).toMatchObject([{ tmplIds: ['reply-template'] }]);
    await sending;
    await settle();
    expect(shop.left.size).toBe(1);
    expect(reads(page)).toContain('留言已收到');
  });

  test('asks once, however often sending has to be tried', async () => {
    const { page, wechat, shop } = await write();
    shop.trouble = 'offline';
    await tap(page, '.solid');
    shop.trouble = undefined;
    await tap(page, '.solid');
    expect(wechat.permits).toHaveLength(1);
    expect(shop.left.size).toBe(1);
  });

  test('a WeChat that knows no subscribe messages, or a shop without them: the words go all the same', async () => {
    const without = await write('');
    await tap(without.page, '.solid');
    expect(without.wechat.permits).toEqual([]);
    const old = await write();
    Reflect.deleteProperty(old.wechat.wx, 'requestSubscribeMessage');
    await tap(old.page, '.solid');
    expect([without.shop.left.size, old.shop.left.size]).toEqual([1, 1]);
  });
});
