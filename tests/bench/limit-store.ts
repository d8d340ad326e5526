import { Pool } from 'pg';
import { openDatabase } from '../../server/stores/sqlite/database';
import type { LimitResult } from './limit-order';

/** The least of a message: its once-only key, whose it is, and what it says. */
export interface LimitRow {
  key: string;
  who: string;
  text: string;
}

/** Keeps a group of rows; answers when they are durable. */
export type LimitStore = (rows: readonly LimitRow[]) => Promise<void>;

const TABLE = 'CREATE TABLE limit_rows (once_key TEXT PRIMARY KEY, who TEXT NOT NULL, at BIGINT NOT NULL, body TEXT NOT NULL)';

/** One table with one unique key, in a SQLite file at `path` or in PostgreSQL. */
export const openLimitStore = async ({ path, databaseUrl }: { path: string; databaseUrl?: string }): Promise<LimitStore> =>
  databaseUrl === undefined ? sqliteStore(path) : postgresStore(databaseUrl);

function sqliteStore(path: string): LimitStore {
  const database = openDatabase(path);
  database.exec(TABLE);
  const insert = database.prepare('INSERT INTO limit_rows VALUES (?, ?, ?, ?) ON CONFLICT (once_key) DO NOTHING');
  return async (rows) => {
    database.exec('BEGIN IMMEDIATE');
    for (const { key, who, text } of rows) insert.run(key, who, Date.now(), text);
    database.exec('COMMIT');
  };
}

async function postgresStore(url: string): Promise<LimitStore> {
  const pool = new Pool({ connectionString: url, max: 2 });
  await pool.query(TABLE);
  const text = `INSERT INTO limit_rows SELECT once_key, who, at, body
    FROM json_to_recordset($1::json) AS r (once_key TEXT, who TEXT, at BIGINT, body TEXT) ON CONFLICT (once_key) DO NOTHING`;
  return async (rows) => {
    const values = rows.map((row) => ({ once_key: row.key, who: row.who, at: Date.now(), body: row.text }));
    await pool.query({ name: 'store', text, values: [JSON.stringify(values)] });
  };
}

/** Reads and stores all in groups. Two groups are under way, so that one is prepared while the other is written. */
export async function runLimit<T>(store: LimitStore, all: readonly T[], group: number, read: (one: T) => LimitRow): Promise<LimitResult> {
  const begun = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < all.length) await store(all.slice(next, (next += group)).map(read));
  };
  await Promise.all([worker(), worker()]);
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: all.length / (Number(process.hrtime.bigint() - begun) / 1e9), perCpuSecond: all.length / ((user + system) / 1e6) };
}
