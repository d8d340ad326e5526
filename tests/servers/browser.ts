import { chromium, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from './program';

export const chromiumPath = findChromium();
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'];

export interface OpenedPage {
  page: Page;
  /** Errors on the console, and what was thrown; a page must not complain of anything. */
  complaints: string[];
}

export interface TestBrowser {
  /** A page with cookies and storage of its own, or with those of the one beside it. */
  open(options?: BrowserContextOptions, beside?: OpenedPage): Promise<OpenedPage>;
  close(): Promise<void>;
}

export async function launchBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({ ...(chromiumPath !== undefined && { executablePath: chromiumPath }), args });
  return {
    async open(options = {}, beside) {
      const context = beside?.page.context() ?? (await browser.newContext(options));
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      return { page, complaints };
    },
    close: () => browser.close(),
  };
}
