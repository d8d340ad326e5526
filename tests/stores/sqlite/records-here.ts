import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Records } from '../../../server/stores/records';
import { openFile } from '../../../server/stores/sqlite/database';
import { createExecutor } from '../../../server/stores/sqlite/executor';
import { migrate } from '../../../server/stores/sqlite/migrate';
import { recordsOn } from '../../../server/stores/sqlite/open';
import { type Call, createWriteBatch } from '../../../server/stores/sqlite/write-batch';
import { createWriteQueue } from '../../../server/stores/sqlite/write-queue';

/** Nothing here outlives the process, so nothing waits for the disk. */
const open = (path: string) => {
  const database = openFile(path);
  database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY');
  return database;
};

let migrated: Buffer | undefined;

/** A file with every migration done; only the first one of a process does them. */
function putFile(path: string): void {
  if (migrated !== undefined) return writeFileSync(path, migrated);
  const database = open(path);
  migrate(database);
  database.close();
  migrated = readFileSync(path);
}

/** As `openSqliteRecords` without its thread, whose start costs more than most tests. */
export async function openRecordsHere(dataDir: string): Promise<Records> {
  const path = join(dataDir, 'zhida.db');
  putFile(path);
  const database = open(path);
  const run = createWriteBatch(database, createExecutor(database));
  const { write, flush, answer, alive } = createWriteQueue((calls) => answer(JSON.stringify(run(JSON.parse(calls) as Call[]))));
  return recordsOn(database, { write, alive, close: async () => flush() });
}
