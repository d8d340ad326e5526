import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerConfig } from '../config';
import { createDiskFiles } from '../stores/disk/files';
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
 * refused; files follow the records, since a disk is seen by one machine only.
 */
export async function openStores(config: ServerConfig, now: () => number): Promise<Stores> {
  mkdirSync(config.dataDir, { recursive: true });
  const unlock = config.redisUrl === undefined ? lockDataDir(config.dataDir) : undefined;
  const live = config.redisUrl === undefined ? createMemoryLive({ now }) : await openRedisLive({ url: config.redisUrl });
  const records = config.databaseUrl === undefined ? await openSqliteRecords({ dataDir: config.dataDir }) : await openPostgresRecords({ url: config.databaseUrl });
  const files = config.databaseUrl === undefined ? createDiskFiles(join(config.dataDir, 'files')) : await openPostgresFiles({ url: config.databaseUrl });
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
