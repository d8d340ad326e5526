import { until } from '../journeys/until';
import type { OpenedPage, TestBrowser } from '../servers/browser';

/** A page with the widget in it, as a visitor sees it. */
export interface VisitorPage extends OpenedPage {
  /** The words said, as they stand there, without names and times. */
  words(): Promise<string[]>;
  say(text: string): Promise<void>;
  reads(words: string): Promise<void>;
  /** Ends his conversation, so that what its agent says next goes to somebody else. */
  end(): Promise<void>;
}

/** A new visitor in a browser of his own, or one more page of the one beside it. */
export async function openVisitorPage(browser: TestBrowser, address: string, options: Parameters<TestBrowser['open']>[0] = {}, beside?: OpenedPage): Promise<VisitorPage> {
  const opened = await browser.open({ viewport: { width: 1000, height: 760 }, locale: 'zh-CN', ...options }, beside);
  const { page } = opened;
  await page.goto(address);
  const words = async (): Promise<string[]> => (await page.locator('.bubble').allTextContents()).map((text) => text.replace(/^[^：]*：/, ''));
  return {
    ...opened, words,
    async say(text) {
      await page.locator('.composer__box').fill(text);
      await page.locator('.composer__box').press('Enter');
      await page.locator('.said--mine', { hasText: text }).waitFor();
    },
    reads: async (text) => void (await until(text, async () => (await words()).some((each) => each.includes(text)), 20_000)),
    async end() {
      await page.getByRole('button', { name: '更多' }).click();
      await page.getByRole('button', { name: '结束会话' }).click();
      await page.getByRole('button', { name: '结束', exact: true }).click();
      await page.locator('.banner', { hasText: '会话已结束' }).waitFor();
    },
  };
}
