/** The part of the `DatabaseSync` interface we use; the built-in `node:sqlite` and the package both have it. */
export interface Prepared {
  all(...params: (string | number | null)[]): unknown[];
  run(...params: (string | number | null)[]): { changes: number | bigint };
  /** Not in the first built-in versions. */
  setReturnArrays?(arrays: boolean): void;
  columns?(): { name: string }[];
}

export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Prepared;
  close(): void;
}

type Open = new (path: string) => Database;

/** Node's own SQLite where it has one without a flag (22.13 and later), else the package with the same interface. */
const driver = (): Open => {
  const builtin: unknown = process.getBuiltinModule?.('node:sqlite');
  if (hasDatabase(builtin)) return builtin.DatabaseSync;
  const packaged: unknown = require('@photostructure/sqlite');
  if (hasDatabase(packaged)) return packaged.DatabaseSync;
  throw new Error('no SQLite was found');
};

const hasDatabase = (found: unknown): found is { DatabaseSync: Open } =>
  typeof found === 'object' && found !== null && 'DatabaseSync' in found && typeof found.DatabaseSync === 'function';

/** An open file. The caller keeps the object: the driver closes a file whose object is forgotten. */
export const openFile = (path: string): Database => new (driver())(path);

/**
 * A connection as all of ours are: writers do not block readers, what is committed is on the disk, and who finds the file
 * busy waits up to 5 s. What was committed goes from the log into the file every 64 MB: the same pages change again and
 * again, so that moving them four times as often costs a seventh of all writing.
 */
export const openDatabase = (path: string): Database => {
  const database = openFile(path);
  database.exec('PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 16000; PRAGMA cache_size = -32000');
  return database;
};
