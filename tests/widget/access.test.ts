import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { until } from '../journeys/until';
import { chromiumPath } from '../servers/browser';
import { describeWith } from '../servers/program';
import { onStage, type Stage } from './stage';
import { openVisitorPage } from './visitor-page';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

describeWith(chromiumPath)('the widget for everybody: by keyboard, by touch, in light and dark, in both languages', () => {
  let shop: Stage['shop'];
  let browser: Stage['browser'];
  onStage((stage) => ({ shop, browser } = stage));

  /** What a checker of accessibility finds, beyond what is a matter of taste. */
  const faults = async (page: Page): Promise<string[]> => {
    await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    const found: unknown = await page.evaluate(
      "axe.run(document.querySelector('zhida-widget')).then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))",
    );
    return Array.isArray(found) ? found.map(String) : ['no answer'];
  };
  /** The name of what has the keyboard, inside the widget or outside. */
  const focus = (page: Page): Promise<unknown> =>
    page.evaluate("(() => { const at = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement; return at?.getAttribute('aria-label') ?? at?.textContent ?? at?.tagName; })()");
  const tabTo = async (page: Page, name: string): Promise<void> => {
    await until(`Tab reaches ${name}`, async () => {
      if (String(await focus(page)).includes(name)) return true;
      await page.keyboard.press('Tab');
      return false;
    });
  };

  test('a whole talk by keyboard alone, and the keyboard is back on the button at the end', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address());
    const { page } = visitor;
    await page.locator('.launcher').waitFor();
    await tabTo(page, '联系客服');
    await page.keyboard.press('Enter');
    await page.locator('.entry').first().waitFor();
    await tabTo(page, '售前咨询');
    await page.keyboard.press('Enter');
    await until('the keyboard is where one writes', async () => (await focus(page)) === '写下您的问题');
    await page.keyboard.type('第一行');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('第二行');
    await page.keyboard.press('Enter');
    await until('li reads it', () => shop.agentReads('li', '第一行'));
    expect(await visitor.words()).toEqual(['第一行\n第二行']);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await focus(page)).toBe('表情');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await focus(page)).toBe('表情');
    expect(await page.locator('.composer__box').inputValue()).not.toBe('');
    await page.keyboard.press('Escape');
    await page.locator('.panel').waitFor({ state: 'hidden' });
    expect(await focus(page)).toBe('联系客服');
    expect(visitor.complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test.each(['light', 'dark'] as const)('nothing serious is found in %s: button, list, chat, emoji, menu, question, survey', async (colorScheme) => {
    const visitor = await openVisitorPage(browser, shop.allowed.address(), { colorScheme, reducedMotion: 'reduce' });
    const { page } = visitor;
    const found: string[] = [];
    const look = async (where: string): Promise<void> => void found.push(...(await faults(page)).map((fault) => `${where}: ${fault}`));
    await page.locator('.launcher').click();
    await page.locator('.entry').first().waitFor();
    await look('list');
    await page.getByRole('button', { name: /售后服务/ }).click();
    await page.locator('.bar__title', { hasText: '王芳' }).waitFor();
    await visitor.say('看 https://shop.example/cup');
    await until('wang reads it', () => shop.agentReads('wang', 'https://shop.example/cup'));
    await shop.agentSays('wang', '好的');
    await visitor.reads('好的');
    await page.getByRole('button', { name: '表情' }).click();
    await look('chat');
    await page.getByRole('button', { name: '更多' }).click();
    await look('menu');
    await page.getByRole('button', { name: '结束会话' }).click();
    await look('question');
    await page.getByRole('button', { name: '结束', exact: true }).click();
    await page.getByRole('radio', { name: '4 星' }).check({ force: true });
    await look('survey');
    expect(found).toEqual([]);
    await page.context().close();
  }, 90_000);

  test('on a phone it covers the screen, nothing is cut off at the side, and Tab stays inside', async () => {
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-presales' }), phone);
    const { page } = visitor;
    await page.locator('.launcher').tap();
    await page.locator('.bar__title', { hasText: '李雷' }).waitFor();
    expect(await page.locator('.panel').boundingBox()).toMatchObject({ x: 0, y: 0, width: 390 });
    await visitor.say(`很长的一个词${'a'.repeat(400)} https://shop.example/${'b'.repeat(200)}`);
    expect(await page.evaluate("document.querySelector('zhida-widget').shadowRoot.querySelector('.lines__scroll').scrollWidth")).toBeLessThanOrEqual(390);
    expect(await page.locator('.launcher').isVisible()).toBe(false);
    const visited = new Set<unknown>();
    for (let step = 0; step < 14; step += 1) {
      await page.keyboard.press('Tab');
      visited.add(await focus(page));
    }
    expect(visited).not.toContain('茶杯');
    expect([...visited]).toEqual(expect.arrayContaining(['关闭', '写下您的问题']));
    await visitor.end();
    await page.context().close();
  }, 60_000);

  test('where nobody is there he leaves words, in English if he likes', async () => {
    await shop.agentTurns('chen', 'away');
    const visitor = await openVisitorPage(browser, shop.allowed.address({ entry: 'web-vip', lang: 'en' }));
    const { page } = visitor;
    await page.locator('.launcher').click();
    await page.getByText('A message for “VIP”').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.getByLabel('Your question').fill('Where is my order?');
    await page.getByLabel('How to reach you').fill('me@example.com');
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('heading', { name: 'We have your message' }).waitFor();
    await shop.agentTurns('chen', 'online');
    expect(visitor.complaints).toEqual([]);
    await page.context().close();
  }, 60_000);

  test('the chat as a page of its own', async () => {
    const visitor = await openVisitorPage(browser, `${shop.server}/chat/web?e=web-aftersales`);
    const { page } = visitor;
    await page.getByRole('heading', { level: 1, name: '王芳' }).waitFor();
    await visitor.say('从链接进来的');
    await until('wang reads it', () => shop.agentReads('wang', '从链接进来的'));
    expect(await faults(page)).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});
