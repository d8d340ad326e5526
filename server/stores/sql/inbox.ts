import type { NativeRecords } from '../records/native';
import { first, int, list, text } from './row';
import { ask, change, type Operation } from './statement';

type Batch = Parameters<NativeRecords['keep']>[0];

export function* cursor(account: string): Operation<{ place: string; at: number } | undefined> {
  const row = first((yield ask('SELECT place, at FROM cursors WHERE account = ?', account)).rows);
  return row && { place: text(row.place), at: int(row.at) };
}

const MOVE = `INSERT INTO cursors (account, place, at) VALUES (?, ?, ?)
  ON CONFLICT (account) DO UPDATE SET place = excluded.place, at = excluded.at`;
/** Rows in one statement: a thousand single ones would be a thousand round trips. */
const ROWS = 64;
const insertion = (rows: number): string =>
  `INSERT INTO inbox (account, id, raw, attempts, due_at) VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, 0, ?)').join(', ')} ON CONFLICT (account, id) DO NOTHING`;

export function* keep({ account, items, cursor: place, now }: Batch): Operation<number> {
  let fresh = 0;
  let at = 0;
  while (at < items.length) {
    const rows = items.length - at >= ROWS ? ROWS : 1;
    const part = items.slice(at, at + rows);
    fresh += (yield change(insertion(rows), ...part.flatMap(({ id, raw }) => [account, id, raw, now]))).count;
    at += rows;
  }
  yield change(MOVE, account, place, now);
  return fresh;
}

export function* loseCursor(account: string): Operation<void> {
  yield change('DELETE FROM cursors WHERE account = ?', account);
}

const PENDING = 'SELECT n, id, raw, attempts, due_at FROM inbox WHERE account = ? AND n > ? AND done_at IS NULL ORDER BY n LIMIT ?';

export function* todo(account: string, limit: number, after = 0): Operation<Awaited<ReturnType<NativeRecords['todo']>>> {
  return (yield ask(PENDING, account, after, limit)).rows.map((row) => ({ n: int(row.n), id: text(row.id), raw: text(row.raw), attempts: int(row.attempts), dueAt: int(row.due_at) }));
}

/** The words go with the act; the id stays, so that a repetition is known. */
export function* acted(account: string, { done, again, now }: Parameters<NativeRecords['acted']>[1]): Operation<void> {
  for (let at = 0; at < done.length; at += ROWS) {
    const { marks, values } = list(done.slice(at, at + ROWS));
    yield change(`UPDATE inbox SET done_at = ?, raw = NULL WHERE account = ? AND id IN (${marks})`, now, account, ...values);
  }
  for (const { id, dueAt } of again) {
    yield change('UPDATE inbox SET attempts = attempts + 1, due_at = ? WHERE account = ? AND id = ? AND done_at IS NULL', dueAt, account, id);
  }
}

const TOLD = 'SELECT id, raw FROM inbox WHERE account = ? AND done_at IS NULL';

/** Acts on nothing more of what the platform told about this customer, and keeps none of its words. */
export function* dropTold(account: string, subject: string, now: number): Operation<void> {
  const named = JSON.stringify(subject);
  const done = (yield ask(TOLD, account)).rows.filter((row) => text(row.raw).includes(named)).map((row) => text(row.id));
  yield* acted(account, { done, again: [], now });
}

export function* forget(before: number): Operation<void> {
  yield change('DELETE FROM inbox WHERE done_at IS NOT NULL AND done_at < ?', before);
}
