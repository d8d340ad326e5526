import type { Overdue } from '../records/overdue';
import { conversationOf, selected } from './conversation-row';
import { ask, type Operation } from './statement';

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
