import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { chromiumPath, launchBrowser, type OpenedPage, type TestBrowser } from '../../servers/browser';
import { describeWith } from '../../servers/program';
import { startTrial, type Trial } from '../../servers/trial';
import { pageFaults } from './page-faults';
import { signIn } from './staff';

const pictures = process.env.PAGE_PICTURES;
const STEP = 30_000;

describeWith(chromiumPath)('two-step sign-in', () => {
  let trial: Trial;
  let browser: TestBrowser;
  let opened: OpenedPage;
  let secret = '';

  beforeAll(async () => {
    trial = await startTrial();
    browser = await launchBrowser();
    opened = await browser.open({ viewport: { width: 390, height: 844 } });
    await opened.page.goto(`${trial.server}/console`);
    await signIn(opened.page, 'admin', trial.password('admin'));
  }, 150_000);
  afterAll(async () => {
    await browser?.close();
    await trial?.stop();
  });

  const codeAt = (at: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

  async function picture(page: Page, name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, `${name}.png`) });
  }
  async function openDialog(page: Page): Promise<void> {
    await page.getByRole('button', { name: /我的账号/ }).click();
    await page.getByRole('menuitem', { name: '两步验证' }).click();
    await page.getByRole('dialog').getByLabel('现在的密码').waitFor();
  }
  async function signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: /我的账号/ }).click();
    await page.getByRole('menuitem', { name: '退出登录' }).click();
  }

  it('is taken up by scanning and showing a first code, and tells the recovery codes once', async () => {
    const { page, complaints } = opened;
    await openDialog(page);
    await picture(page, 'off');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('现在的密码').fill(trial.password('admin'));
    await dialog.getByRole('button', { name: '开启' }).click();
    await dialog.getByRole('img', { name: '给验证器扫描的二维码' }).waitFor();
    secret = (await dialog.getByRole('group', { name: '扫不了时，手动输入这个密钥' }).innerText()).trim();
    await picture(page, 'scan');
    expect([...(await pageFaults(page)), ...complaints.splice(0)]).toEqual([]);
    await dialog.getByLabel(/输入它显示的 6 位数字/).fill(codeAt(Date.now()));
    await dialog.getByRole('button', { name: '确认' }).click();
    const codes = (await dialog.getByRole('group', { name: '恢复码' }).innerText()).trim().split('\n');
    expect(codes).toHaveLength(10);
    await picture(page, 'codes');
    await dialog.getByRole('button', { name: '我已保存好' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await signOut(page);
    await signIn(page, 'admin', trial.password('admin'));
    await page.getByLabel('验证码').fill('000000');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('验证码不对、已过期或已经用过').waitFor();
    await picture(page, 'wrong-code');
    expect(await pageFaults(page)).toEqual([]);
    await page.getByLabel('验证码').fill(codes[0] ?? '');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('button', { name: /我的账号/ }).waitFor();
  }, 60_000);

  it('signs in with the next code, says how many recovery codes are left, and is given up by the password', async () => {
    const { page, complaints } = opened;
    await signOut(page);
    await signIn(page, 'admin', trial.password('admin'));
    await page.getByLabel('验证码').fill(codeAt(Date.now() + STEP));
    await page.getByRole('button', { name: '登录', exact: true }).click();
    // the browser tells of each refusal
    await page.getByRole('button', { name: /我的账号/ }).waitFor();
    complaints.splice(0);
    await openDialog(page);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('还剩 9 个恢复码').waitFor();
    await picture(page, 'on');
    await dialog.getByLabel('现在的密码').fill(trial.password('admin'));
    await dialog.getByRole('button', { name: '关闭两步验证' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(complaints.splice(0)).toEqual([]);
    await signOut(page);
    await signIn(page, 'admin', trial.password('admin'));
    await page.getByRole('button', { name: /我的账号/ }).waitFor();
  }, 60_000);

  it('speaks English, too, and in the dark', async () => {
    const english = await browser.open({ locale: 'en-US', colorScheme: 'dark' });
    const { page, complaints } = english;
    await page.goto(`${trial.server}/console`);
    await page.getByRole('button', { name: 'English' }).click();
    await signIn(page, 'admin', trial.password('admin'));
    await page.getByRole('button', { name: /My account/ }).click();
    await page.getByRole('menuitem', { name: 'Two-step sign-in' }).click();
    await page.getByRole('dialog').getByLabel('Current password').waitFor();
    await picture(page, 'off-english-dark');
    expect(await page.getByRole('dialog').innerText()).not.toMatch(/[\u4e00-\u9fff]/);
    expect([...(await pageFaults(page)), ...complaints]).toEqual([]);
  }, 60_000);
});
