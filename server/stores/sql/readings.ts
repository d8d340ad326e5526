import type { Unheard, Unread } from '../records/visits';
import type { Whose } from './lanes';
import { messageOf, MESSAGES } from './message-store';
import { first, int, list, text, textOrNull } from './row';
import { ask, change, type Operation } from './statement';

const ANSWERED = `INSERT INTO readings (conversation, visitor, account, read_seq, answered_seq, told_seq, unheard, look_at) VALUES (?, ?, ?, 0, ?, 0, 0, ?)
  ON CONFLICT (conversation) DO UPDATE SET answered_seq = excluded.answered_seq, look_at = COALESCE(readings.look_at, excluded.look_at)`;

/** An agent has answered on our own page; at `lookAt` it is looked whether it was read. */
export function* noteAnswer({ id, visitor, account }: Whose, seq: number, lookAt: number): Operation<void> {
  yield change(ANSWERED, id, visitor, account, seq, lookAt);
}

const READ = `INSERT INTO readings (conversation, visitor, account, read_seq, answered_seq, told_seq, unheard)
  SELECT c.id, c.visitor, c.account, CAST(? AS BIGINT), 0, 0, 0 FROM conversations c WHERE c.id = ? AND c.emptied = 0
  ON CONFLICT (conversation) DO UPDATE SET read_seq = excluded.read_seq,
    look_at = CASE WHEN excluded.read_seq >= readings.answered_seq THEN NULL ELSE readings.look_at END
  WHERE readings.read_seq < excluded.read_seq`;

/** In the order of their names, so that two nodes with the same ones do not wait for each other. */
export function* read(marks: { conversation: string; seq: number }[]): Operation<void> {
  for (const { conversation, seq } of [...marks].sort((a, b) => (a.conversation < b.conversation ? -1 : 1))) yield change(READ, seq, conversation);
}

const UNREAD = `m.conversation = ? AND m.sender = 'agent' AND m.seq > COALESCE((SELECT r.read_seq FROM readings r WHERE r.conversation = m.conversation), 0)`;

export function* unread(conversation: string): Operation<Unread> {
  const count = int(first((yield ask(`SELECT COUNT(*) AS unread FROM messages m WHERE ${UNREAD}`, conversation)).rows)?.unread);
  const last = first((yield ask(`${MESSAGES} WHERE ${UNREAD} ORDER BY m.seq DESC LIMIT 1`, conversation)).rows);
  return { count, ...(last && { last: messageOf(last) }) };
}

const DUE = `SELECT r.conversation, r.account, m.agent FROM readings r LEFT JOIN messages m ON m.conversation = r.conversation AND m.seq = r.answered_seq
  WHERE r.look_at IS NOT NULL AND r.look_at <= ? ORDER BY r.look_at LIMIT ?`;

export function* due(now: number, limit: number): Operation<Unheard[]> {
  return (yield ask(DUE, now, limit)).rows.map((row) => {
    const agent = textOrNull(row.agent);
    return { conversation: text(row.conversation), account: text(row.account), ...(agent !== null && { agent }) };
  });
}

/** A permit came while answers wait of which he could not be told. Before any lane is locked. */
export function* lookAgain(visitor: string, account: string, now: number): Operation<void> {
  yield change(
    'UPDATE readings SET told_seq = read_seq, unheard = 0, look_at = ? WHERE visitor = ? AND account = ? AND unheard = 1 AND answered_seq > read_seq',
    now, visitor, account,
  );
}

export function* forgetReading(conversation: string): Operation<void> {
  yield change('DELETE FROM readings WHERE conversation = ?', conversation);
}

/** Answers of these conversations were not told of after all. */
export function* untold(conversations: readonly string[], now: number): Operation<void> {
  const { marks, values } = list(conversations);
  yield change(`UPDATE readings SET told_seq = read_seq, called_at = NULL, look_at = ? WHERE conversation IN (${marks})`, now, ...values);
}
