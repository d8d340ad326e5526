import type { Unheard, Unread } from '../records/visits';
import { messageOf, MESSAGES } from './message-store';
import { first, int, list, text, textOrNull } from './row';
import { ask, change, type Operation } from './statement';

const READ = `INSERT INTO readings (conversation, visitor, account, read_seq, unheard)
  SELECT c.id, c.visitor, c.account, CAST(? AS BIGINT), 0 FROM conversations c WHERE c.id = ? AND c.emptied = 0
  ON CONFLICT (conversation) DO UPDATE SET read_seq = excluded.read_seq WHERE readings.read_seq < excluded.read_seq`;

/** In the order of their names, so that two nodes with the same ones do not wait for each other. */
export function* read(marks: { conversation: string; seq: number }[]): Operation<void> {
  for (const { conversation, seq } of [...marks].sort((a, b) => (a.conversation < b.conversation ? -1 : 1))) yield change(READ, seq, conversation);
}

const UNREAD = `m.conversation = ? AND m.sender = 'agent' AND m.recalled_at IS NULL AND m.seq > COALESCE((SELECT r.read_seq FROM readings r WHERE r.conversation = m.conversation), 0)`;

export function* unread(conversation: string): Operation<Unread> {
  const count = int(first((yield ask(`SELECT COUNT(*) AS unread FROM messages m WHERE ${UNREAD}`, conversation)).rows)?.unread);
  const last = first((yield ask(`${MESSAGES} WHERE ${UNREAD} ORDER BY m.seq DESC LIMIT 1`, conversation)).rows);
  return { count, ...(last && { last: messageOf(last) }) };
}

/** Since when there are answers he has not read (ms since 1970); undefined when there are none. */
export function* unreadSince(conversation: string): Operation<number | undefined> {
  const since = first((yield ask(`SELECT MIN(m.at) AS since FROM messages m WHERE ${UNREAD}`, conversation)).rows)?.since;
  return typeof since === 'number' ? since : undefined;
}

const DUE = 'SELECT id, account, last_agent FROM conversations WHERE look_at IS NOT NULL AND look_at <= ? ORDER BY look_at LIMIT ?';

export function* due(now: number, limit: number): Operation<Unheard[]> {
  return (yield ask(DUE, now, limit)).rows.map((row) => {
    const agent = textOrNull(row.last_agent);
    return { conversation: text(row.id), account: text(row.account), ...(agent !== null && { agent }) };
  });
}

/** Locks those that answer the condition, in the order of their names, and lets them be looked at. */
export function* lookAgain(at: number, condition: string, ...values: (string | number)[]): Operation<void> {
  const { rows } = yield ask(`SELECT id FROM conversations WHERE ${condition} ORDER BY id COLLATE "C" FOR UPDATE`, ...values);
  if (rows.length === 0) return;
  const found = list(rows.map((row) => text(row.id)));
  yield change(`UPDATE conversations SET look_at = ? WHERE id IN (${found.marks})`, at, ...found.values);
}

const UNHEARD = 'visitor = ? AND account = ? AND unheard = 1';

/** A permit came while answers wait of which he could not be told. Before any lane is locked. */
export function* heardAgain(visitor: string, account: string, now: number): Operation<void> {
  yield* lookAgain(now, `id IN (SELECT conversation FROM readings WHERE ${UNHEARD})`, visitor, account);
  yield change(`UPDATE readings SET unheard = 0 WHERE ${UNHEARD}`, visitor, account);
}

export function* forgetReading(conversation: string): Operation<void> {
  yield change('DELETE FROM readings WHERE conversation = ?', conversation);
}
