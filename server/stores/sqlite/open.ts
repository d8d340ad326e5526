import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Records } from '../records';
import type { All, ReadName } from '../sql/operations';
import { recordsOver } from '../sql/records-over';
import type { Operation } from '../sql/statement';
import { reads } from '../sql/tables';
import { type Database, openDatabase } from './database';
import { createExecutor } from './executor';
import { migrate } from './migrate';
import { startWriter, type Writer } from './writer';

const operation = <N extends ReadName>(name: N, args: All[N]['args']): Operation<All[N]['result']> => reads[name](...args);

/** They come in many pieces, and whatever else came meanwhile goes between. */
const long: ReadonlySet<ReadName> = new Set<ReadName>(['figures.told', 'figures.period']);
const othersFirst = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** Records in one SQLite file in `dataDir`. Writing has its own thread; reading is quick enough for this one. */
export const openSqliteRecords = async ({ dataDir }: { dataDir: string }): Promise<Records> => {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'zhida.db');
  const database = openDatabase(path);
  migrate(database);
  return recordsOn(database, await startWriter(path));
};

/** Records that are read from `database` and written by `writer`, to the same file; closing closes both. */
export const recordsOn = (database: Database, writer: Writer): Records => {
  const executor = createExecutor(database);
  let open = true;
  return recordsOver({
    write: (name, ...args) => writer.write(name, ...args),
    async read(name, ...args) {
      if (long.has(name)) await othersFirst();
      return executor.run(operation(name, args));
    },
    async ready() {
      return open && writer.alive();
    },
    async close() {
      if (!open) return;
      open = false;
      await writer.close();
      database.close();
    },
  });
};
