import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createPlatform } from '../../journeys/platform';
import { createVisitor } from '../../journeys/people';
import { chromiumPath, launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { describeWith } from '../../servers/program';
import { startTrial, type Trial } from '../../servers/trial';
import { pageFaults } from './page-faults';
import { createStaffScreens, type StaffScreens } from './staff-screens';

/** Where pictures of every page go, for whoever wants to look at them; unset: none are taken. */
const pictures = process.env.PAGE_PICTURES;

describeWith(chromiumPath)('every page of the staff, as the menu leads to it', () => {
  let trial: Trial;
  let browser: TestBrowser;
  let screens: StaffScreens;

  beforeAll(async () => {
    trial = await startTrial();
    browser = await launchBrowser();
    screens = createStaffScreens(browser, trial.server, trial.password);
    const visitor = await createVisitor(createPlatform(trial.sandbox), () => trial.server, '小周');
    await visitor.tap('vip');
    await visitor.say('我的订单到哪里了？');
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await trial?.stop();
  });

  async function faultsOf({ page, complaints }: OpenedPage, name: string): Promise<Record<string, string[]>> {
    await page.locator('main').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.waitForFunction(() => document.querySelector('main [aria-busy="true"]') === null);
    if (pictures !== undefined) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name.replace(/\W+/g, '-')}.png`) });
    }
    const faults = [...(await pageFaults(page)), ...complaints.splice(0)];
    return faults.length > 0 ? { [name]: faults } : {};
  }

  async function walk(opened: OpenedPage, name: string): Promise<Record<string, string[]>> {
    const { page } = opened;
    await page.getByRole('navigation').getByRole('link').first().waitFor({ state: 'attached' });
    const links = await page.getByRole('navigation').getByRole('link').evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
    expect(links.length).toBeGreaterThan(1);
    const faults: Record<string, string[]> = {};
    for (const link of new Set(links)) {
      await page.goto(trial.server + link);
      Object.assign(faults, await faultsOf(opened, `${name} ${link}`));
    }
    return faults;
  }

  test('the workbench with a conversation, both ways', async () => {
    const wide = await screens.open('/workbench', 'chen');
    const phone = await screens.open('/workbench', 'chen', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
    for (const { page } of [wide, phone]) await page.getByRole('listitem').filter({ hasText: 'VIP' }).first().click();
    await wide.page.getByText('我的订单到哪里了？').last().waitFor();
    expect({ ...(await faultsOf(wide, 'wide workbench')), ...(await faultsOf(phone, 'phone workbench')) }).toEqual({});
    await screens.leave(wide, phone);
  }, 60_000);

  test('the console in Chinese, wide and light', async () => {
    const opened = await screens.open('/console', 'admin');
    expect(await walk(opened, 'wide')).toEqual({});
    await screens.leave(opened);
  }, 120_000);

  test('the console in English, on a phone and dark', async () => {
    const opened = await screens.open('/console', 'admin', { viewport: { width: 390, height: 844 }, locale: 'en-US', colorScheme: 'dark' });
    await opened.page.getByRole('button', { name: 'English' }).click();
    await opened.page.getByRole('button', { name: /^(菜单|Menu)$/ }).click();
    expect(await walk(opened, 'phone')).toEqual({});
    await screens.leave(opened);
  }, 120_000);
});
