import type { Overdue } from '../records/conversations';
import { conversationOf, selected } from './conversation-row';
import { intOrNull } from './row';
import { ask, type Operation } from './statement';

const DAY = 86_400_000;
const kinds = ['unrouted', 'ring', 'wait', 'silent', 'idle', 'unanswered'] as const;

const DUE = `SELECT ${selected} FROM conversations c WHERE c.due_why = ? AND c.due_at <= ? ORDER BY c.due_at LIMIT ?`;
const TRANSFERS = `SELECT ${selected} FROM transfers t JOIN conversations c ON c.id = t.conversation WHERE t.until_at <= ? ORDER BY t.until_at LIMIT ?`;

export function* overdue(now: number, unansweredMs: number, limit: number): Operation<Overdue[]> {
  const found: Overdue[] = (yield ask(TRANSFERS, now, limit)).rows.map((row) => ({ conversation: conversationOf(row), why: 'transfer' }));
  for (const why of kinds) {
    const room = limit - found.length;
    if (room <= 0) break;
    const { rows } = yield ask(DUE, why, why === 'unanswered' ? now - unansweredMs : now, room);
    for (const row of rows) found.push({ conversation: conversationOf(row), why });
  }
  return found;
}

export function* nextOverdue(unansweredMs = DAY): Operation<number | undefined> {
  const times: number[] = [];
  const transfer = intOrNull((yield ask('SELECT MIN(until_at) AS at FROM transfers')).rows[0]?.at);
  if (transfer !== null) times.push(transfer);
  for (const why of kinds) {
    const at = intOrNull((yield ask('SELECT MIN(due_at) AS at FROM conversations WHERE due_why = ? AND due_at IS NOT NULL', why)).rows[0]?.at);
    if (at !== null) times.push(why === 'unanswered' ? at + unansweredMs : at);
  }
  return times.length === 0 ? undefined : Math.min(...times);
}
