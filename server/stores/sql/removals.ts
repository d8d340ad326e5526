import type { FileRecords } from '../records/files';
import { list, text } from './row';
import { ask, change, type Operation } from './statement';

/** The row is also the lock of these bytes: who wants to name them, or to have them removed, waits here for the other. */
const NOTE = 'INSERT INTO removals (file, lease_until) VALUES (?, 0) ON CONFLICT (file) DO NOTHING';
const DROP = 'DELETE FROM removals WHERE file = ?';
/** In one statement, since a word that uses an upload up moves the need from one table to the other. */
const NEEDED = `SELECT 1 AS found FROM messages WHERE file = ? UNION ALL SELECT 1 FROM uploads WHERE file = ? LIMIT 1`;

function* isNeeded(file: string): Operation<boolean> {
  return (yield ask(NEEDED, file, file)).rows.length > 0;
}

/** Ask before a need is written, in its transaction; false: these bytes are being removed, and may not be named now. */
export function* mayName(file: string): Operation<boolean> {
  if ((yield change(NOTE, file)).count === 0) return false;
  yield change(DROP, file);
  return true;
}

/** Of files somebody let go in this transaction, notes those for removal that nobody else needs, and answers them. Call last in it. */
export function* letGo(files: readonly string[]): Operation<string[]> {
  const unneeded: string[] = [];
  // In one order, so that two who let go of the same files do not wait for each other.
  for (const file of [...new Set(files)].sort()) {
    if ((yield change(NOTE, file)).count === 0) continue;
    if (yield* isNeeded(file)) yield change(DROP, file);
    else unneeded.push(file);
  }
  return unneeded;
}

const STORED = 'INSERT INTO removals (file, lease_until) VALUES (?, 0) ON CONFLICT (file) DO UPDATE SET lease_until = 0';

/** Also noted again for who is just removing the same bytes: he may have done so before these were there. */
export function* stored(file: string): Operation<void> {
  yield change(STORED, file);
  if (yield* isNeeded(file)) yield change(DROP, file);
}

const DUE = 'SELECT file FROM removals WHERE lease_until <= ? ORDER BY lease_until, file LIMIT ? FOR UPDATE SKIP LOCKED';

export function* takeRemovals({ now, leaseMs, limit }: Parameters<FileRecords['takeRemovals']>[0]): Operation<string[]> {
  const taken: string[] = [];
  for (const row of (yield ask(DUE, now, limit)).rows) {
    const file = text(row.file);
    if (yield* isNeeded(file)) {
      yield change(DROP, file);
      continue;
    }
    yield change('UPDATE removals SET lease_until = ? WHERE file = ?', now + leaseMs, file);
    taken.push(file);
  }
  return taken;
}

export function* removed(files: readonly string[]): Operation<void> {
  if (files.length === 0) return;
  const { marks, values } = list(files);
  yield change(`DELETE FROM removals WHERE file IN (${marks}) AND lease_until > 0`, ...values);
}
