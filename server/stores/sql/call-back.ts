import type { VisitRecords } from '../records/visits';
import { readConversation } from './conversation-store';
import { addDelivery } from './outbox-add';
import { queueNotice } from './outbox-notice';
import { unreadSince } from './readings';
import { first, int, intOrNull, text } from './row';
import { ask, change, type Operation } from './statement';

type Request = Parameters<VisitRecords['callBack']>[0];
type Called = Awaited<ReturnType<VisitRecords['callBack']>>;

const WHOSE = 'SELECT visitor FROM conversations WHERE id = ?';
/** Before the conversation, as whoever says that he is here: of the two one sees the other. */
const HERE = 'SELECT here_until FROM visitors WHERE id = ? FOR UPDATE';
const DUE = 'SELECT visitor, account FROM conversations WHERE id = ? AND look_at IS NOT NULL AND look_at <= ? FOR UPDATE';
const LAST_CALL = 'SELECT MAX(called_at) AS at FROM readings WHERE visitor = ? AND account = ?';
const PERMITS = 'SELECT 1 AS found FROM permits WHERE visitor = ? AND account = ? AND template = ? AND count > 0';
const LOOK = 'UPDATE conversations SET look_at = ? WHERE id = ?';
const CALLED = `INSERT INTO readings (conversation, visitor, account, read_seq, called_at, unheard) VALUES (?, ?, ?, 0, ?, 0)
  ON CONFLICT (conversation) DO UPDATE SET called_at = excluded.called_at, unheard = 0`;
/** One row when the agent does not know it yet. */
const CANNOT = `INSERT INTO readings (conversation, visitor, account, read_seq, unheard) VALUES (?, ?, ?, 0, 1)
  ON CONFLICT (conversation) DO UPDATE SET unheard = 1 WHERE readings.unheard = 0`;

export function* callBack({ conversation, now, afterMs, awayMs, againMs, template, newDelivery, tell }: Request): Operation<Called> {
  const whose = first((yield ask(WHOSE, conversation)).rows);
  const seen = whose && first((yield ask(HERE, text(whose.visitor))).rows);
  const found = seen && first((yield ask(DUE, conversation, now)).rows);
  if (seen === undefined || found === undefined) return 'not-now';
  const lookAt = function* (at: number | null): Operation<Called> {
    yield change(LOOK, at, conversation);
    return 'not-now';
  };
  const since = yield* unreadSince(conversation);
  if (since === undefined) return yield* lookAt(null);
  const early = Math.max(since + afterMs, int(seen.here_until) + awayMs);
  if (early > now) return yield* lookAt(early);
  const [visitor, account] = [text(found.visitor), text(found.account)];
  const allowed = template !== undefined && (yield ask(PERMITS, visitor, account, template)).rows.length > 0;
  const lastCall = intOrNull(first((yield ask(LAST_CALL, visitor, account)).rows)?.at);
  if (allowed && lastCall !== null && lastCall + againMs > now) return yield* lookAt(lastCall + againMs);
  yield* lookAt(null);
  if (allowed && (yield* queueNotice({ conversation, visitor, account, template, id: newDelivery, dueAt: now, now }))) {
    yield change(CALLED, conversation, visitor, account, now);
    return 'called';
  }
  const isNew = (yield change(CANNOT, conversation, visitor, account)).count > 0;
  if (isNew && tell !== undefined) yield* addDelivery(tell, yield* readConversation(conversation), now);
  return 'cannot';
}
