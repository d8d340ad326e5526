import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { DraftAnswer } from '../../shared/http/ops-config';
import { root } from '../journeys/bundles';
import { adminPassword, createOffice } from '../journeys/office';
import { freePort } from '../servers/free-port';
import { startProcess } from '../servers/process';
import { openShopPage, type ShopPage } from './shop-page';
import { createWire, type Wire } from './wire';

const noSettings = Object.fromEntries(Object.keys(process.env).filter((name) => /^(WECHAT|WECOM|SANDBOX)_|^(PORT|HOST|DATA_DIR|NODE_ENV|DATABASE_URL|REDIS_URL)$/.test(name)).map((name) => [name, undefined]));

/** A trial as `npm start` begins one, its web site open to one merchant's page and closed to another. Pages reach it by a wire. */
export interface TrialShop {
  readonly server: string;
  readonly wire: Wire;
  readonly allowed: ShopPage;
  readonly stranger: ShopPage;
  /** What an agent does on his phone in the sandbox, and what he reads there. */
  agentSays(userid: string, text: string): Promise<void>;
  agentReads(userid: string, words: string): Promise<boolean>;
  /** He comes on duty there, or leaves. */
  agentTurns(userid: string, status: 'online' | 'away'): Promise<void>;
  stop(): Promise<void>;
}

export const openTrialShop = async (): Promise<TrialShop> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-widget-'));
  const port = await freePort();
  const server = `http://127.0.0.1:${port}`;
  const trial = await startProcess({
    command: process.execPath,
    args: ['scripts/start.mjs'],
    cwd: root,
    env: { ...noSettings, PORT: String(port), DATA_DIR: folder, ADMIN_PASSWORD: adminPassword },
    folder,
    listening: (printed) => printed.includes('Ctrl+C'),
    deadline: 60_000,
  });
  const sandbox = /Sandbox.*(http:\S+)\//.exec(trial.printed())?.[1] ?? '';
  const wire = await createWire(server);
  const [allowed, stranger] = await Promise.all([openShopPage(wire.url), openShopPage(wire.url)]);

  const office = createOffice(() => server);
  const { body: draft } = await office.request('/api/ops/draft');
  if (!Value.Check(DraftAnswer, draft)) throw new Error('no draft');
  const sites = draft.config.sites.map((site) => (site.kind === 'web' ? { ...site, origins: [allowed.origin] } : site));
  await office.publish({ ...draft.config, sites }, [server]);

  const phoneOf = (userid: string, act: string, body?: object): Promise<Response> =>
    fetch(`${sandbox}/control/members/${userid}/${act}`, body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    server, wire, allowed, stranger,
    agentSays: async (userid, text) => void (await phoneOf(userid, 'say', { text })),
    agentReads: async (userid, words) => (await (await phoneOf(userid, 'phone')).text()).includes(words),
    agentTurns: async (userid, status) => void (await phoneOf(userid, 'menu', { key: status, wait: true })),
    async stop() {
      allowed.stop();
      stranger.stop();
      wire.close();
      await trial.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
