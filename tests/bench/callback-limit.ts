import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { openDatabase } from '../../server/stores/sqlite/database';
import { createEnvelope } from '../../server/wechat/crypto';
import { isSigned } from '../../server/wechat/signature';
import { scanEncrypt } from '../../server/wechat/xml';
import { wechatApp } from '../journeys/shop';
import { answerOrders } from './asked-child';
import type { LimitOrder, LimitResult } from './limit-order';
import type { SecurePush } from './pushes';

/**
 * The least that storing a push can cost: signature, decryption, reading, and inserts in groups into one table with one
 * unique key, each group durable before it counts. No HTTP and no desk.
 */
const envelope = createEnvelope(wechatApp.aesKey, wechatApp.appid);

/** Reads sender, id and words, or throws: the benchmark's own pushes are right. */
function open({ path, body }: SecurePush): { sender: string; id: string; text: string } {
  const query = new URLSearchParams(path.slice(path.indexOf('?')));
  const given = (name: string): string => query.get(name) ?? '';
  const parsed: unknown = body.startsWith('<') ? { Encrypt: scanEncrypt(body) } : JSON.parse(body);
  const encrypted = typeof parsed === 'object' && parsed !== null && 'Encrypt' in parsed ? String(parsed.Encrypt) : '';
  if (!isSigned(given('msg_signature'), [wechatApp.token, given('timestamp'), given('nonce'), encrypted])) throw new Error('wrongly signed');
  const opened = envelope.open(encrypted);
  if (!opened.ok) throw new Error(opened.reason);
  const { text } = opened;
  const field = (name: string): string => new RegExp(`"${name}":"?([^",}]*)|<${name}>(?:<!\\[CDATA\\[)?([^\\]<]*)`).exec(text)?.slice(1).find((part) => part !== undefined) ?? '';
  return { sender: field('FromUserName'), id: field('MsgId'), text: field('Content') };
}

type Store = (rows: readonly ReturnType<typeof open>[]) => Promise<void>;

const TABLE = 'CREATE TABLE limit_messages (once_key TEXT PRIMARY KEY, sender TEXT NOT NULL, at BIGINT NOT NULL, body TEXT NOT NULL)';

function sqliteStore(path: string): Store {
  const database = openDatabase(path);
  database.exec(TABLE);
  const insert = database.prepare('INSERT INTO limit_messages VALUES (?, ?, ?, ?) ON CONFLICT (once_key) DO NOTHING');
  return async (rows) => {
    database.exec('BEGIN IMMEDIATE');
    for (const { id, sender, text } of rows) insert.run(id, sender, Date.now(), text);
    database.exec('COMMIT');
  };
}

async function postgresStore(url: string): Promise<Store> {
  const pool = new Pool({ connectionString: url, max: 2 });
  await pool.query(TABLE);
  const text = `INSERT INTO limit_messages SELECT once_key, sender, at, body
    FROM json_to_recordset($1::json) AS r (once_key TEXT, sender TEXT, at BIGINT, body TEXT) ON CONFLICT (once_key) DO NOTHING`;
  return async (rows) => {
    const values = rows.map((row) => ({ once_key: row.id, sender: row.sender, at: Date.now(), body: row.text }));
    await pool.query({ name: 'store', text, values: [JSON.stringify(values)] });
  };
}

/** Two groups are under way, so that one is prepared while the other is written. */
async function run(store: Store, pushes: readonly SecurePush[], group: number): Promise<LimitResult> {
  const begun = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < pushes.length) await store(pushes.slice(next, (next += group)).map(open));
  };
  await Promise.all([worker(), worker()]);
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: pushes.length / (Number(process.hrtime.bigint() - begun) / 1e9), perCpuSecond: pushes.length / ((user + system) / 1e6) };
}

let store: Promise<Store> | undefined;
answerOrders(async (order: LimitOrder): Promise<LimitResult> => {
  store ??= order.databaseUrl === undefined ? Promise.resolve(sqliteStore(order.path)) : postgresStore(order.databaseUrl);
  const pushes: SecurePush[] = JSON.parse(readFileSync(order.file, 'utf8'));
  return run(await store, pushes, order.group);
});
