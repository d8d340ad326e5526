import type { Page } from 'playwright-core';
import { until } from '../journeys/until';
import { chromiumPath } from '../servers/browser';
import { describeWith } from '../servers/program';
import { startTrialPhones, type TrialPhones } from './trial-phones';

/** A visitor's own conversations in a browser, over a trial: VIP belongs to 陈晨, 在线聊天 to 李雷. */
describeWith(chromiumPath)('my conversations on the phone in a browser', () => {
  let phones: TrialPhones;
  beforeAll(async () => {
    phones = await startTrialPhones();
  }, 90_000);
  afterAll(() => phones?.close());

  const shown = '.wx-page:not([hidden])';
  const own = (page: Page) => page.locator(shown).getByRole('button', { name: /^我的会话/ });

  test('what the merchant’s page brought is sent to the agent; his answer is counted and heard elsewhere in the program, and read in the chat', async () => {
    const { page, complaints } = await phones.openPhone();
    await page.getByRole('button', { name: /^在线聊天/ }).waitFor();
    const card = encodeURIComponent(JSON.stringify({ title: '羊毛大衣 88', text: '¥1,299' }));
    // as a merchant's page does
    await page.evaluate(`wx.navigateTo({ url: '/pages/chat/index?e=' + getApp().zhida.entries.state().answer.entries.find(({ channel }) => channel === 'chat').key + '&card=${card}' })`);
    await page.getByRole('button', { name: '发送 羊毛大衣 88' }).click();
    await until('the card reaches li', () => phones.memberReads('li', '羊毛大衣 88'));
    await page.locator('.bar__back').click();
    await phones.control('POST', '/members/li/say', { text: '有货的' });
    await page.getByRole('button', { name: '我的会话，1 条新回复' }).waitFor({ timeout: 25_000 });
    await own(page).click();
    await page.getByRole('button', { name: /^在线聊天，李雷，接待中，1 条新回复，李雷：有货的/ }).click();
    await page.locator(`${shown} .chat-line--bubble`, { hasText: '有货的' }).waitFor();
    await page.locator('.bar__back').click();
    await page.getByRole('button', { name: /^在线聊天，李雷，接待中，李雷：有货的/ }).waitFor({ timeout: 25_000 });
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);

  test('what was said in WeChat’s own chat is read here, with the name of who answered', async () => {
    const { page, complaints } = await phones.openPhone();
    await page.getByRole('button', { name: /^VIP/ }).click();
    await page.locator('.sheet__box').fill('我的订单到哪里了？');
    await page.locator('.sheet__send').click();
    await until('the words reach chen', () => phones.memberReads('chen', '我的订单到哪里了？'));
    await phones.control('POST', '/members/chen/say', { text: '今天下午送到' });
    await page.locator('.line--theirs', { hasText: '今天下午送到' }).waitFor();
    await page.locator('.sheet__back').click();
    await own(page).click();
    await page.getByRole('button', { name: /^VIP 专属，陈晨，接待中/ }).click();
    await page.locator(`${shown} .chat-line--line__name`, { hasText: '陈晨' }).waitFor();
    await page.locator(`${shown} .chat-line--bubble`, { hasText: '今天下午送到' }).waitFor();
    await page.getByRole('button', { name: '继续咨询' }).click();
    await page.locator(shown).getByRole('button', { name: /^VIP 专属，在线/ }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 90_000);
});
