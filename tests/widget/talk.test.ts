import { until } from '../journeys/until';
import { chromiumPath } from '../servers/browser';
import { describeWith } from '../servers/program';
import { onStage, type Stage } from './stage';
import { openVisitorPage } from './visitor-page';

describeWith(chromiumPath)('the widget on a merchant’s page of another origin, under a strict policy', () => {
  let shop: Stage['shop'];
  let browser: Stage['browser'];
  onStage((stage) => ({ shop, browser } = stage));

  const reaches = (userid: string, words: string): Promise<true> => until(`${userid} reads ${words}`, () => shop.agentReads(userid, words)).then(() => true);

  test('choose VIP, write, and the named agent answers; the policy of the page is never broken', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address());
    await visitor.page.locator('.launcher').click();
    await visitor.page.getByRole('button', { name: /VIP/ }).click();
    await visitor.page.locator('.bar__title', { hasText: '陈晨' }).waitFor();
    await visitor.say('我的订单到哪里了？');
    await reaches('chen', '我的订单到哪里了？');
    expect(await shop.agentReads('li', '我的订单到哪里了？')).toBe(false);
    await shop.agentSays('chen', '今天下午送到');
    await visitor.reads('今天下午送到');
    expect(await visitor.words()).toEqual(['我的订单到哪里了？', '今天下午送到']);
    expect(visitor.complaints).toEqual([]);
    await visitor.end();
    await visitor.page.context().close();
  }, 60_000);

  test('the network goes, three answers come meanwhile and words are said: all of it is there afterwards, once and in order', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-presales' }));
    await visitor.page.locator('.launcher').click();
    await visitor.say('在吗');
    await reaches('li', '在吗');
    shop.line.cut();
    await visitor.page.locator('.banner', { hasText: '网络断开了' }).waitFor();
    for (const text of ['第一句', '第二句', '第三句']) await shop.agentSays('li', text);
    await visitor.say('断网时写的');
    expect(await visitor.words()).toEqual(['在吗', '断网时写的']);
    shop.line.mend();
    await visitor.reads('第三句');
    await reaches('li', '断网时写的');
    await visitor.page.locator('.said--mine', { hasText: '断网时写的' }).getByText('已送达').waitFor({ state: 'attached' });
    expect(await visitor.words()).toEqual(['在吗', '第一句', '第二句', '第三句', '断网时写的']);
    await visitor.end();
    await visitor.page.context().close();
  }, 90_000);

  test('two tabs are one visitor: both show the same, and what one has seen the other counts no more', async () => {
    const first = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-aftersales' }));
    await first.page.locator('.launcher').click();
    await first.say('第一个标签页');
    await reaches('wang', '第一个标签页');
    const second = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-aftersales' }), {}, first);
    await shop.agentSays('wang', '看得到吗');
    await first.page.bringToFront();
    await first.reads('看得到吗');
    await second.page.locator('.launcher__badge').waitFor({ state: 'hidden' });
    await second.page.locator('.launcher').click();
    await second.reads('看得到吗');
    await second.say('第二个标签页');
    await first.reads('第二个标签页');
    expect(await first.words()).toEqual(await second.words());
    await first.end();
    await first.page.context().close();
  }, 60_000);

  test('an answer that comes while it is closed is on the button after the page was left, and in the chat when it is opened', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-presales' }));
    const { page } = visitor;
    await page.locator('.launcher').click();
    await visitor.say('我先逛逛');
    await reaches('li', '我先逛逛');
    await page.goto(`${shop.allowed.origin}/elsewhere?entry=web-presales`);
    await page.locator('.launcher').waitFor();
    await shop.agentSays('li', '好的，随时找我');
    await page.locator('.launcher__badge', { hasText: '1' }).waitFor();
    await page.locator('.launcher').click();
    await visitor.reads('好的，随时找我');
    await page.locator('.launcher__badge').waitFor({ state: 'hidden' });
    await visitor.end();
    await page.context().close();
  }, 60_000);

  test('a page whose origin is not on the list is told so, by name, and cannot talk', async () => {
    const visitor = await openVisitorPage(browser, shop.stranger.address());
    await visitor.page.locator('.launcher').click();
    const notice = visitor.page.getByRole('alert');
    await notice.filter({ hasText: '不在允许的来源里' }).waitFor();
    expect(await notice.textContent()).toContain(shop.stranger.origin);
    await until('it is in the console, too', () => visitor.complaints.some((words) => words.includes('[Zhida]') && words.includes(shop.stranger.origin)));
    await visitor.page.context().close();
  }, 60_000);

  test('after the end he says how it was, and writing begins anew', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-vip' }));
    const { page } = visitor;
    await page.locator('.launcher').click();
    await visitor.say('谢谢');
    await reaches('chen', '谢谢');
    await shop.agentSays('chen', '不客气');
    await visitor.reads('不客气');
    await visitor.end();
    await page.getByRole('radio', { name: '5 星' }).check({ force: true });
    await page.getByRole('button', { name: '提交评价' }).click();
    await page.getByText('谢谢您的评价').waitFor();
    await visitor.say('还有一个问题');
    await reaches('chen', '还有一个问题');
    await page.locator('.banner').waitFor({ state: 'hidden' });
    expect(visitor.complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('loaded twice it is there once', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ twice: '' }));
    await visitor.page.waitForLoadState('load');
    expect(await visitor.page.locator('script[data-site]').count()).toBe(2);
    expect(await visitor.page.locator('zhida-widget').count()).toBe(1);
    expect(await visitor.page.evaluate('Object.keys(window.Zhida).join()')).toBe('open,close,identify,on,entries');
    await visitor.page.context().close();
  }, 60_000);
});
