import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { root } from '../journeys/bundles';
import { until } from '../journeys/until';
import { freePort } from '../servers/free-port';
import { startProcess, type RunningProcess } from '../servers/process';
import { describeWith, findChromium } from '../servers/program';

const executablePath = findChromium();
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'];
const noSettings = Object.fromEntries(Object.keys(process.env).filter((name) => /^(WECHAT|WECOM|SANDBOX)_|^(PORT|HOST|DATA_DIR|NODE_ENV|DATABASE_URL|REDIS_URL)$/.test(name)).map((name) => [name, undefined]));

/** The last id of that name in an answer. */
const idOf = (answer: unknown, name: string): string => [...JSON.stringify(answer).matchAll(new RegExp(`"${name}":"([^"]+)"`, 'g'))].at(-1)?.[1] ?? '';

describeWith(executablePath)('the phone in a browser, over a trial as npm start starts it', () => {
  let folder: string;
  let trial: RunningProcess | undefined;
  let browser: Browser | undefined;
  let server: string;
  let sandbox: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'zhida-phone-'));
    const port = await freePort();
    server = `http://127.0.0.1:${port}`;
    trial = await startProcess({
      command: process.execPath,
      args: ['scripts/start.mjs'],
      cwd: root,
      env: { ...noSettings, PORT: String(port), DATA_DIR: folder },
      folder,
      listening: (printed) => printed.includes('Ctrl+C'),
      deadline: 60_000,
    });
    sandbox = /Sandbox.*(http:\S+)\//.exec(trial.printed())?.[1] ?? '';
    browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await trial?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(`${sandbox}/control${path}`, init)).json();
  };
  const memberReads = async (userid: string, words: string): Promise<boolean> => JSON.stringify(await control('GET', `/members/${userid}/phone`)).includes(words);

  /** A phone whose page must not complain of anything. */
  const openPhone = async (): Promise<{ page: Page; complaints: string[] }> => {
    if (browser === undefined) throw new Error('no browser');
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    page.setDefaultTimeout(15_000);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${server}/phone`);
    return { page, complaints };
  };

  test('tap VIP, write, and the named agent’s answer appears on the phone', async () => {
    const { page, complaints } = await openPhone();
    await page.getByRole('button', { name: /^VIP/ }).click();
    await page.locator('.sheet__box').fill('我的订单到哪里了？');
    await page.locator('.sheet__send').click();
    await page.locator('.line--mine', { hasText: '我的订单到哪里了？' }).waitFor();
    await until('the words reach chen', () => memberReads('chen', '我的订单到哪里了？'));
    expect(await memberReads('li', '我的订单到哪里了？')).toBe(false);
    await control('POST', '/members/chen/say', { text: '今天下午送到' });
    await page.locator('.line--theirs', { hasText: '今天下午送到' }).waitFor();
    await page.locator('.sheet__back').click();
    await page.getByRole('button', { name: /^VIP/ }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('微信客服 opens by its link, and its agent answers', async () => {
    const { page, complaints } = await openPhone();
    await page.getByRole('button', { name: /^微信客服/ }).click();
    await page.locator('.sheet__box').fill('有人吗？');
    await page.locator('.sheet__send').click();
    await page.locator('.line--mine', { hasText: '有人吗？' }).waitFor();
    const [openKfId, externalUserid] = ['accounts', 'customers'].map((list) => control('GET', `/kf/${list}`));
    const [account, customer] = [idOf(await openKfId, 'openKfId'), idOf(await externalUserid, 'externalUserid')];
    const answered = async (): Promise<boolean> => JSON.stringify(await control('POST', '/kf/agents/li/say', { openKfId: account, externalUserid: customer, text: '我在' })).includes('"msgid"');
    await until('li has the chat and answers', answered);
    await page.locator('.line--theirs', { hasText: '我在' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  }, 60_000);

  test('the page obeys a policy that names this server and its platform only, and nothing of it depends on inline code', async () => {
    const policy = (await fetch(`${server}/phone/`)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`connect-src 'self' ${sandbox};`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect((await fetch(`${server}/phone`, { redirect: 'manual' })).headers.get('location')).toBe('/phone/');
  });
});
