import { mkdirSync } from 'node:fs';
import type { ServerConfig } from '../config';
import type { Log } from '../desk/desk-deps';
import { openDiskFiles } from '../stores/disk/files';
import type { Files } from '../stores/files';
import type { Live } from '../stores/live';
import { createMemoryLive } from '../stores/memory/live';
import { openPostgresFiles } from '../stores/postgres/files';
import { openPostgresRecords } from '../stores/postgres/open';
import type { Records } from '../stores/records';
import { openRedisLive } from '../stores/redis/live';
import { lockDataDir } from '../stores/sqlite/data-lock';
import { openSqliteRecords } from '../stores/sqlite/open';

export interface Stores {
  records: Records;
  live: Live;
  files: Files;
  close(): Promise<void>;
}

/**
 * Any mix of drivers is legal. Live state in the process means exactly one node, so a second one on the same data is
 * refused, unless it only looks (`beside`); files follow the records, since a disk is seen by one machine only.
 */
export async function openStores(config: ServerConfig, log: Log, now: () => number, { beside = false } = {}): Promise<Stores> {
  mkdirSync(config.dataDir, { recursive: true });
  const unlock = config.redisUrl === undefined && !beside ? lockDataDir(config.dataDir) : undefined;
  const live = await openLive(config.redisUrl, log, now);
  const { records, files } = await openKept(config, log, now);
  return {
    records, live, files,
    async close() {
      await records.close();
      await files.close();
      await live.close();
      unlock?.();
    },
  };
}

async function openLive(url: string | undefined, log: Log, now: () => number): Promise<Live> {
  const report = (error: unknown): void => log.error({ err: error }, 'a subscriber failed');
  if (url === undefined) return createMemoryLive({ now, report });
  return openRedisLive({ url, report, onChange: (up, why) => (up ? log.info({}, 'Redis is back') : log.warn({ why }, 'Redis is lost')) });
}

async function openKept({ databaseUrl: url, dataDir }: ServerConfig, log: Log, now: () => number): Promise<Pick<Stores, 'records' | 'files'>> {
  const onBroken = (hash: string): void => log.error({ hash }, 'a stored file is damaged and was set aside');
  if (url === undefined) return { records: await openSqliteRecords({ dataDir }), files: await openDiskFiles({ dataDir, now, onBroken }) };
  const onLost = (why: string): void => log.warn({ why }, 'a connection to PostgreSQL is lost');
  return { records: await openPostgresRecords({ url, onLost }), files: await openPostgresFiles({ url, onLost, onBroken }) };
}
