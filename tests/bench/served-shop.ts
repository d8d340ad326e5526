import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeskConfig } from '../../shared/config/desk-config';
import { openPostgresRecords } from '../../server/stores/postgres/open';
import type { Records } from '../../server/stores/records';
import { openSqliteRecords } from '../../server/stores/sqlite/open';
import { freshBundles, serverBundle } from '../journeys/bundles';
import { wechatApp } from '../journeys/shop';
import { freePort } from '../servers/free-port';
import { startProcess, type RunningProcess } from '../servers/process';
import type { Target } from './load';

export interface ServedShop extends Target {
  /** As a crash would end it, at once; then it is started anew on the same data. Answers when it listens. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface ShopOptions {
  config: DeskConfig;
  databaseUrl?: string;
  /** What the records hold before the server starts. */
  prepare?: (records: Records) => Promise<void>;
  /** Where login codes are redeemed. */
  platform?: Target;
  flags?: readonly string[];
}

/** Added to the server's command line, for example `--cpu-prof --cpu-prof-dir=/tmp/profile`. */
const serverFlags = (process.env.BENCH_SERVER_FLAGS ?? '').split(' ').filter((flag) => flag !== '');

/**
 * The server as it is shipped, in a process of its own, with a mini-program and no WeCom application, so that agents are
 * reached at the workbench alone and nothing is sent to a platform while it is measured.
 */
export async function serveShop({ config, databaseUrl, prepare, platform, flags = [] }: ShopOptions): Promise<ServedShop> {
  await freshBundles();
  const dataDir = mkdtempSync(join(tmpdir(), 'zhida-bench-'));
  const records = databaseUrl === undefined ? await openSqliteRecords({ dataDir }) : await openPostgresRecords({ url: databaseUrl });
  await publish(records, config);
  await goOnline(records, config);
  await prepare?.(records);
  await records.close();

  const port = await freePort();
  const start = (): Promise<RunningProcess> => startProcess({
    command: process.execPath,
    args: [...serverFlags, ...flags, serverBundle],
    env: {
      NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'info', SESSION_SECRET: 'a secret of the benchmarks',
      WECHAT_APPID: wechatApp.appid, WECHAT_SECRET: wechatApp.secret, WECHAT_TOKEN: wechatApp.token, WECHAT_AES_KEY: wechatApp.aesKey,
      WECHAT_API_URL: `http://127.0.0.1:${platform?.port ?? 9}`, DATABASE_URL: databaseUrl, TRUST_PROXY: 'on',
      REDIS_URL: undefined, TRIAL: undefined, PUBLIC_URL: undefined, WECOM_ROBOT_URL: undefined,
    },
    listening: (printed) => printed.includes('"msg":"listening"'),
  });
  let server = await start();
  return {
    port,
    get pid() { return server.pid; },
    async restart() {
      await server.stop('SIGKILL');
      server = await start();
    },
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** As ops would, before the shop opens. */
async function publish(records: Records, config: DeskConfig): Promise<void> {
  const now = Date.now();
  const audit = (action: string) => ({ id: `bench-${action}`, at: now, by: 'bench', role: 'admin', action, object: 'config' });
  const saved = await records.config.saveDraft({ config, revision: 0, by: 'bench', now, audit: audit('save-draft') });
  if (saved.kind !== 'saved') throw new Error('these data have a configuration already');
  await records.config.publish({ revision: saved.draft.revision, by: 'bench', now, audit: audit('publish') });
}

const SHIFT_MS = 9 * 3_600_000;

/** Every agent is on duty, as after tapping 上线. */
async function goOnline(records: Records, { agents }: DeskConfig): Promise<void> {
  const now = Date.now();
  await Promise.all(agents.map(({ key }) => records.agents.setStatus({ agent: key, status: 'online', by: key, dutyUntil: now + SHIFT_MS, now })));
}
