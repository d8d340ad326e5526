import { until } from '../journeys/until';
import { chromiumPath } from '../servers/browser';
import { describeWith } from '../servers/program';
import { onStage, type Stage } from './stage';
import { openVisitorPage, type VisitorPage } from './visitor-page';

describeWith(chromiumPath)('the shop’s page and the chat page of a trial, in a browser', () => {
  let shop: Stage['shop'];
  let browser: Stage['browser'];
  onStage((stage) => ({ shop, browser } = stage));

  const signIn = async ({ page }: VisitorPage): Promise<void> => {
    await page.getByRole('button', { name: '会员登录' }).click();
    await page.getByRole('status').filter({ hasText: '已登录：王小明' }).waitFor();
  };

  test('a member is asked for by whom his order belongs to, and is the same visitor in another browser', async () => {
    const office = await openVisitorPage(browser, `${shop.server}/widget-demo`);
    await signIn(office);
    await office.page.getByRole('button', { name: '订单有问题，找售后' }).click();
    await office.page.locator('.bar__title', { hasText: '陈晨' }).waitFor();
    await office.say('包裹少了一罐');
    await until('chen reads it', () => shop.agentReads('chen', '包裹少了一罐'));

    const home = await openVisitorPage(browser, `${shop.server}/widget-demo`);
    await signIn(home);
    await home.page.getByRole('button', { name: '订单有问题，找售后' }).click();
    await home.reads('包裹少了一罐');
    await shop.agentSays('chen', '马上补发');
    await Promise.all([office.reads('马上补发'), home.reads('马上补发')]);
    expect([office.complaints, home.complaints]).toEqual([[], []]);
    await office.end();
    for (const { page } of [office, home]) await page.context().close();
  }, 60_000);

  test('who has not signed in gets the button’s own person, in English too', async () => {
    const visitor = await openVisitorPage(browser, `${shop.server}/widget-demo/en.html`, { locale: 'en-GB' });
    await visitor.page.getByRole('button', { name: 'Something about an order' }).click();
    await visitor.page.locator('.bar__title', { hasText: '王芳' }).waitFor();
    await visitor.page.getByText('Is here for you').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.page.context().close();
  }, 60_000);

  test('the chat as a page of its own reaches the entry of its address, by either name of this machine', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const visitor = await openVisitorPage(browser, `${shop.server.replace('127.0.0.1', host)}/chat/web?e=web-vip`);
      await visitor.page.locator('.bar__title', { hasText: '陈晨' }).waitFor();
      await visitor.say(`从 ${host} 来`);
      await until('chen reads it', () => shop.agentReads('chen', `从 ${host} 来`));
      await shop.agentSays('chen', `${host} 收到`);
      await visitor.reads(`${host} 收到`);
      expect(await visitor.page.title()).toContain('示例网站');
      expect(visitor.complaints).toEqual([]);
      await visitor.end();
      await visitor.page.context().close();
    }
  }, 60_000);
});
