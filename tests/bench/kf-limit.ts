import { Pool } from 'pg';
import { openDatabase } from '../../server/stores/sqlite/database';
import { answerOrders } from './asked-child';
import type { KfLimitOrder } from './kf-limit-order';
import type { LimitResult } from './limit-order';

/**
 * The least that keeping what was told can cost: each item read and inserted in groups into one table with one unique key,
 * each group durable before it counts. No loop, no HTTP and no desk.
 */
type Store = (rows: readonly { id: string; customer: string; text: string }[]) => Promise<void>;

const TABLE = 'CREATE TABLE limit_items (once_key TEXT PRIMARY KEY, customer TEXT NOT NULL, at BIGINT NOT NULL, body TEXT NOT NULL)';

function sqliteStore(path: string): Store {
  const database = openDatabase(path);
  database.exec(TABLE);
  const insert = database.prepare('INSERT INTO limit_items VALUES (?, ?, ?, ?) ON CONFLICT (once_key) DO NOTHING');
  return async (rows) => {
    database.exec('BEGIN IMMEDIATE');
    for (const { id, customer, text } of rows) insert.run(id, customer, Date.now(), text);
    database.exec('COMMIT');
  };
}

async function postgresStore(url: string): Promise<Store> {
  const pool = new Pool({ connectionString: url, max: 2 });
  await pool.query(TABLE);
  const text = `INSERT INTO limit_items SELECT once_key, customer, at, body
    FROM json_to_recordset($1::json) AS r (once_key TEXT, customer TEXT, at BIGINT, body TEXT) ON CONFLICT (once_key) DO NOTHING`;
  return async (rows) => {
    const values = rows.map(({ id, customer, text: body }) => ({ once_key: id, customer, at: Date.now(), body }));
    await pool.query({ name: 'store', text, values: [JSON.stringify(values)] });
  };
}

/** As WeCom tells a text. */
const raw = (number: number, customers: number): string => JSON.stringify({
  msgid: `limit-item-${number}`.padEnd(32, '0'), open_kfid: 'wkSandboxDefaultAccount000000001', external_userid: `customer-${number % customers}`.padEnd(32, '0'),
  send_time: Math.floor(Date.now() / 1000), origin: 3, msgtype: 'text', text: { content: `批量 ${number}` },
});

function read(item: string): { id: string; customer: string; text: string } {
  const parsed: unknown = JSON.parse(item);
  if (typeof parsed !== 'object' || parsed === null || !('msgid' in parsed) || !('external_userid' in parsed) || !('text' in parsed)) throw new Error('no item');
  return { id: String(parsed.msgid), customer: String(parsed.external_userid), text: JSON.stringify(parsed.text) };
}

let store: Promise<Store> | undefined;
let made = 0;

/** Two groups are under way, so that one is prepared while the other is written. */
answerOrders(async ({ path, databaseUrl, count, customers, group }: KfLimitOrder): Promise<LimitResult> => {
  store ??= databaseUrl === undefined ? Promise.resolve(sqliteStore(path)) : postgresStore(databaseUrl);
  const keep = await store;
  const items = Array.from({ length: count }, () => raw(made++, customers));
  const begun = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await keep(items.slice(next, (next += group)).map(read));
  };
  await Promise.all([worker(), worker()]);
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: count / (Number(process.hrtime.bigint() - begun) / 1e9), perCpuSecond: count / ((user + system) / 1e6) };
});
