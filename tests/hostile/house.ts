import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { buildSandbox } from '../../sandbox/app';
import { defaultSettings } from '../../sandbox/settings';
import { createApp, type HttpSide } from '../../server/app';
import { readConfig } from '../../server/config';
import { openDesk, type Desk } from '../../server/desk/desk';
import { openDiskFiles } from '../../server/stores/disk/files';
import { createMemoryLive } from '../../server/stores/memory/live';
import type { Files } from '../../server/stores/files';
import type { Records } from '../../server/stores/records';
import { openPostgresRecords } from '../../server/stores/postgres/open';
import { openSqliteRecords } from '../../server/stores/sqlite/open';
import { createWebhookSender } from '../../server/webhooks/post-webhook';
import { idFor } from '../../server/wiring/ids';
import { createLog } from '../../server/wiring/log';
import { openAlarms } from '../../server/wiring/open-alarms';
import { openPlatforms, type Platforms } from '../../server/wiring/open-platforms';
import type { PlatformKeys } from './pushes';

export const SECRETS = {
  wechat: 'wechat-app-secret-of-the-hostile-house', wechatToken: 'wechatpushtoken', wechatKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  wecom: 'wecom-app-secret-of-the-hostile-house', wecomToken: 'wecompushtoken', wecomKey: 'GFEDCBA9876543210zyxwvutsrqponmlkjihgfedcba',
  session: 'session-secret-of-the-hostile-house',
};
export const APPID = 'wx0000000000000001';
const CORP = 'ww0000000000000001';
const START = Date.UTC(2026, 0, 7, 4);

/** The whole server in this process as `main` puts it together, its platforms played by the sandbox over HTTP. `databaseUrl`: records in PostgreSQL. */
export interface HostileHouse {
  desk: Desk;
  records: Records;
  files: Files;
  http: HttpSide['http'];
  port: number;
  sandbox: FastifyInstance;
  platforms: Platforms;
  keys: readonly PlatformKeys[];
  clock: { now: number };
  /** Everything the log was given, as the lines it would print. */
  lines: string[];
  /** What the loops do now and then: sends what is due and looks around. */
  work(): Promise<void>;
  close(): Promise<void>;
}

/** A hostile request may have named any server in the world; only addresses that lead nowhere are really tried. */
const harmless = (url: string): boolean => !URL.canParse(url) || new URL(url).hostname.endsWith('.invalid') || new URL(url).hostname === '127.0.0.1';

export async function openHostileHouse({ databaseUrl }: { databaseUrl?: string } = {}): Promise<HostileHouse> {
  const clock = { now: START };
  const now = (): number => clock.now;
  const preset = defaultSettings();
  const sandbox = await buildSandbox({
    settings: {
      ...preset,
      wechat: { ...preset.wechat, appid: APPID, secret: SECRETS.wechat, token: SECRETS.wechatToken, aesKey: SECRETS.wechatKey },
      wecom: { ...preset.wecom, corpId: CORP, secret: SECRETS.wecom, token: SECRETS.wecomToken, aesKey: SECRETS.wecomKey },
    },
    wallTime: now, randomBytes, localOnly: true,
  });
  const sandboxUrl = await sandbox.listen({ host: '127.0.0.1', port: 0 });
  const dataDir = mkdtempSync(join(tmpdir(), 'zhida-hostile-'));
  const read = readConfig({
    HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, SESSION_SECRET: SECRETS.session, LOG_LEVEL: 'trace', PUBLIC_URL: 'https://desk.invalid',
    WECHAT_APPID: APPID, WECHAT_SECRET: SECRETS.wechat, WECHAT_TOKEN: SECRETS.wechatToken, WECHAT_AES_KEY: SECRETS.wechatKey, WECHAT_API_URL: `${sandboxUrl}/wechat`,
    WECOM_CORP_ID: CORP, WECOM_AGENT_ID: String(preset.wecom.agentId), WECOM_SECRET: SECRETS.wecom, WECOM_TOKEN: SECRETS.wecomToken, WECOM_AES_KEY: SECRETS.wecomKey, WECOM_API_URL: `${sandboxUrl}/wecom`,
  });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  const { config } = read;

  const lines: string[] = [];
  const log = createLog(config.logLevel, { write: (line) => { lines.push(line); } });
  const records = databaseUrl === undefined ? await openSqliteRecords({ dataDir }) : await openPostgresRecords({ url: databaseUrl });
  const files = await openDiskFiles({ dataDir, now });
  const live = createMemoryLive({ now, report: (error) => log.error({ err: error }, 'a subscriber failed') });
  const alarms = openAlarms(config, log, now, live);
  const platforms = openPlatforms(config, { live, now, randomBytes, seen: (platform, call) => side.platformCall(platform, call), alarm: (alarm) => alarms.raise(alarm) });
  const sender = createWebhookSender({ now, allowInside: true });
  let made = 0;
  const desk = await openDesk({
    records, live, files,
    channels: { chat: platforms.chat, ...(platforms.contact && { contact: platforms.contact }), ...(platforms.kf && { kf: platforms.kf }) },
    ...(platforms.agentChannel && { agentChannel: platforms.agentChannel }),
    webhookSender: { post: async (event) => (harmless(event.url) ? sender.post(event) : { kind: 'sent' }), allows: sender.allows },
    alarms, times: config.times, log, now, idFor, node: 'hostile',
    newId: () => clock.now.toString(16).padStart(12, '0') + (made += 1).toString(16).padStart(20, '0'),
  }, { outbox: () => undefined, sweep: () => undefined, pull: () => undefined });
  const side = await createApp({ config, desk, stores: { records, live, files }, platforms, log, now, randomBytes });
  await side.listen();
  const address = side.http.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  return {
    desk, records, files, http: side.http, port: address.port, sandbox, platforms, clock, lines,
    keys: [
      { path: '/callbacks/wechat', token: SECRETS.wechatToken, aesKey: SECRETS.wechatKey, receiver: APPID },
      { path: '/callbacks/wecom', token: SECRETS.wecomToken, aesKey: SECRETS.wecomKey, receiver: CORP },
    ],
    async work() {
      await desk.ctx.background.settled();
      await desk.loops.sweep();
      for (let turns = 0; turns < 5 && (await desk.loops.deliverDue()) > 0; turns += 1) await desk.settled();
      await desk.settled();
    },
    async close() {
      await side.close();
      await desk.stop();
      platforms.close();
      await alarms.close();
      await records.close();
      await live.close();
      await files.close();
      await sandbox.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
