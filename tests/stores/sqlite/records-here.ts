import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Records } from '../../../server/stores/records';
import { openFile } from '../../../server/stores/sqlite/database';
import { createExecutor } from '../../../server/stores/sqlite/executor';
import { migrate } from '../../../server/stores/sqlite/migrate';
import { type Call, createWriteBatch, type Outcome } from '../../../server/stores/sqlite/write-batch';
import type { All, ReadName } from '../../../server/stores/sql/operations';
import { recordsOver } from '../../../server/stores/sql/records-over';
import type { Operation } from '../../../server/stores/sql/statement';
import { reads } from '../../../server/stores/sql/tables';

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

interface Waiting {
  call: unknown[];
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const operation = <N extends ReadName>(name: N, args: All[N]['args']): Operation<All[N]['result']> => reads[name](...args);

/** As `openSqliteRecords` without its thread, whose start costs more than most tests: what is asked in one turn is one commit, and all crosses as JSON. */
export async function openRecordsHere(dataDir: string): Promise<Records> {
  const path = join(dataDir, 'zhida.db');
  putFile(path);
  const database = open(path);
  const executor = createExecutor(database);
  const run = createWriteBatch(database, executor);
  let waiting: Waiting[] = [];

  const flush = (): void => {
    const now = waiting;
    waiting = [];
    const calls = JSON.parse(JSON.stringify(now.map(({ call }) => call))) as Call[];
    const outcomes = JSON.parse(JSON.stringify(run(calls))) as Outcome[];
    for (const [at, outcome] of outcomes.entries()) {
      if (Array.isArray(outcome)) now[at]?.resolve(outcome[0]);
      else now[at]?.reject(new Error(outcome.error));
    }
  };

  return recordsOver({
    write: (name, ...args) => {
      // null would be read as a value: an absent last argument is left out
      while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
      if (waiting.length === 0) setImmediate(flush);
      return new Promise((resolve, reject) => waiting.push({ call: [name, args], resolve, reject }));
    },
    read: async (name, ...args) => executor.run(operation(name, args)),
    ready: async () => true,
    close: async () => {
      flush();
      database.close();
    },
  });
}
