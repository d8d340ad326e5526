import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import { until } from '../journeys/until';
import { findChromium } from '../servers/program';

export const executablePath = findChromium();
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking', '--autoplay-policy=no-user-gesture-required'];

export const launchBrowser = (): Promise<Browser> => chromium.launch({ ...(executablePath !== undefined && { executablePath }), args });

/** A page with the widget in it, as a visitor sees it. */
export interface VisitorPage {
  readonly page: Page;
  /** What the browser complained of: errors, and whatever a policy forbade. */
  readonly complaints: readonly string[];
  /** The words said, as they stand there, without names and times. */
  words(): Promise<string[]>;
  say(text: string): Promise<void>;
  reads(words: string): Promise<void>;
  /** Ends his conversation, so that what its agent says next goes to somebody else. */
  end(): Promise<void>;
}

export const visitorPage = async (context: BrowserContext, address: string): Promise<VisitorPage> => {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  const words = (): Promise<string[]> => page.locator('.bubble').allTextContents();
  return {
    page, complaints,
    words: async () => (await words()).map((text) => text.replace(/^[^：]*：/, '')),
    async say(text) {
      await page.locator('.composer__box').fill(text);
      await page.locator('.composer__box').press('Enter');
      await page.locator('.said--mine', { hasText: text }).waitFor();
    },
    async end() {
      await page.getByRole('button', { name: '更多' }).click();
      await page.getByRole('button', { name: '结束会话' }).click();
      await page.getByRole('button', { name: '结束', exact: true }).click();
      await page.locator('.banner', { hasText: '会话已结束' }).waitFor();
    },
    reads: async (text) => void (await until(text, async () => (await words()).some((each) => each.includes(text)), 20_000)),
  };
};

/** A new visitor in a browser of his own. */
export const newVisitor = async (browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<VisitorPage> =>
  visitorPage(await browser.newContext({ viewport: { width: 1000, height: 760 }, locale: 'zh-CN', ...options }), address);
