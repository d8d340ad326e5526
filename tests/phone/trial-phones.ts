import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { root } from '../journeys/bundles';
import { freePort } from '../servers/free-port';
import { startProcess } from '../servers/process';
import { findChromium } from '../servers/program';
import { createCutLine, type CutLine } from './cut-line';

export const executablePath = findChromium();
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--disable-background-networking'];
const noSettings = Object.fromEntries(Object.keys(process.env).filter((name) => /^(WECHAT|WECOM|SANDBOX)_|^(PORT|HOST|DATA_DIR|NODE_ENV|DATABASE_URL|REDIS_URL)$/.test(name)).map((name) => [name, undefined]));

export interface OpenPhone {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the page complained of. */
  readonly complaints: string[];
}

/** A trial as npm start starts it, with a browser to open phones in. */
export interface TrialPhones {
  /** Where the phones find the server: a line that can be cut. */
  readonly line: CutLine;
  readonly server: string;
  readonly sandbox: string;
  /** The sandbox's own API. */
  control(method: string, path: string, body?: object): Promise<unknown>;
  /** Whether an agent has these words on his phone. */
  memberReads(userid: string, words: string): Promise<boolean>;
  /** A phone of its own, or one more page of one that is open. */
  openPhone(beside?: OpenPhone): Promise<OpenPhone>;
  close(): Promise<void>;
}

export async function startTrialPhones(): Promise<TrialPhones> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-phone-'));
  const port = await freePort();
  const line = await createCutLine(port);
  const trial = await startProcess({
    command: process.execPath,
    args: ['scripts/start.mjs'],
    cwd: root,
    env: { ...noSettings, PORT: String(port), PUBLIC_URL: line.url, DATA_DIR: folder },
    folder,
    listening: (printed) => printed.includes('Ctrl+C'),
    deadline: 60_000,
  });
  const sandbox = /Sandbox.*(http:\S+)\//.exec(trial.printed())?.[1] ?? '';
  const browser = await chromium.launch({ ...(executablePath !== undefined && { executablePath }), args });

  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const init = body === undefined ? { method } : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await fetch(`${sandbox}/control${path}`, init)).json();
  };
  return {
    line, sandbox, control,
    server: `http://127.0.0.1:${port}`,
    memberReads: async (userid, words) => JSON.stringify(await control('GET', `/members/${userid}/phone`)).includes(words),
    async openPhone(beside) {
      const context = beside?.context ?? (await browser.newContext({ viewport: { width: 390, height: 844 } }));
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(`${line.url}/phone`);
      return { page, context, complaints };
    },
    async close() {
      await browser.close();
      await trial.stop();
      await line.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
