import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { OpenedPage, TestBrowser } from '../../servers/browser';
import { signIn } from './staff';

type Screen = Pick<BrowserContextOptions, 'viewport' | 'colorScheme' | 'locale'>;
type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

/** Screens the staff sit down at one after another, as in an office: the browser has read the pages before, and who signed in once today still is. */
export interface StaffScreens {
  /** With a login, which signs in through the form the first time; nothing of who sat here before is left. Whose session ends in a test signs in by himself. */
  open(path: string, login?: string, screen?: Screen): Promise<OpenedPage>;
  /** Frees the screen for the next one. Whoever is still signed in stays so. */
  leave(...left: readonly OpenedPage[]): Promise<void>;
}

const desktop = { width: 1280, height: 800 };

export function createStaffScreens(browser: TestBrowser, server: string, password: (login: string) => string): StaffScreens {
  const free = new Map<string, OpenedPage[]>();
  const sessions = new Map<string, Cookies>();
  const taken = new Map<OpenedPage, { language: string; login?: string }>();

  async function leave(opened: OpenedPage): Promise<void> {
    const { language = '', login } = taken.get(opened) ?? {};
    const { page } = opened;
    const context = page.context();
    taken.delete(opened);
    await page.goto('about:blank');
    const cookies = await context.cookies();
    if (login !== undefined) sessions.set(login, cookies);
    const devtools = await context.newCDPSession(page);
    await Promise.all([context.clearCookies(), devtools.send('Storage.clearDataForOrigin', { origin: server, storageTypes: 'local_storage' })]);
    await devtools.detach();
    opened.complaints.splice(0);
    free.set(language, [...(free.get(language) ?? []), opened]);
  }

  return {
    async open(path, login, { viewport = desktop, colorScheme = 'light', locale = '' } = {}) {
      const opened = free.get(locale)?.pop() ?? (await browser.open(locale === '' ? {} : { locale }));
      const { page } = opened;
      taken.set(opened, { language: locale, ...(login !== undefined && { login }) });
      if (viewport) await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const session = login === undefined ? undefined : sessions.get(login);
      if (session) await page.context().addCookies(session);
      await page.goto(server + path);
      if (login !== undefined && !session?.length) await signIn(page, login, password(login));
      return opened;
    },
    leave: async (...left) => void (await Promise.all(left.map(leave))),
  };
}
