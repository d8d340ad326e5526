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
  const live = config.redisUrl === undefined ? createMemoryLive({ now, report: (error) => log.error({ err: error }, 'a subscriber failed') }) : await openRedisLive({
    url: config.redisUrl,
    onChange: (up, why) => (up ? log.info({}, 'Redis is back') : log.warn({ why }, 'Redis is lost')),
    report: (error) => log.error({ err: error }, 'a subscriber failed'),
  });
  const records = config.databaseUrl === undefined ? await openSqliteRecords({ dataDir: config.dataDir }) : await openPostgresRecords({ url: config.databaseUrl });
  const files = config.databaseUrl === undefined ? await openDiskFiles({ dataDir: config.dataDir, now, onBroken: (hash) => log.error({ hash }, 'a stored file is damaged and was set aside') }) : await openPostgresFiles({ url: config.databaseUrl });
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
