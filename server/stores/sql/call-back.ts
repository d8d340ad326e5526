import type { VisitRecords } from '../records/visits';
import { readConversation } from './conversation-store';
import { addDelivery } from './outbox-add';
import { queueNotice } from './outbox-notice';
import { first, int, intOrNull, text } from './row';
import { ask, change, type Operation } from './statement';

type Request = Parameters<VisitRecords['callBack']>[0];
type Called = Awaited<ReturnType<VisitRecords['callBack']>>;

const WHOSE = 'SELECT visitor FROM readings WHERE conversation = ?';
/** Before the reading, as whoever says that he is here: of the two one sees the other. */
const HERE = 'SELECT here_until FROM visitors WHERE id = ? FOR UPDATE';
const READING = `SELECT r.visitor, r.account, r.read_seq, r.answered_seq, r.told_seq, r.unheard,
    (SELECT MAX(o.called_at) FROM readings o WHERE o.visitor = r.visitor AND o.account = r.account) AS last_call
  FROM readings r WHERE r.conversation = ? AND r.look_at IS NOT NULL AND r.look_at <= ? FOR UPDATE OF r`;
const PERMITS = 'SELECT 1 AS found FROM permits WHERE visitor = ? AND account = ? AND template = ? AND count > 0';
const LOOK = 'UPDATE readings SET look_at = ? WHERE conversation = ?';
const CALLED = 'UPDATE readings SET told_seq = answered_seq, called_at = ?, unheard = 0, look_at = NULL WHERE conversation = ?';
const CANNOT = 'UPDATE readings SET told_seq = answered_seq, unheard = 1, look_at = NULL WHERE conversation = ?';

export function* callBack({ conversation, now, awayMs, againMs, template, newDelivery, tell }: Request): Operation<Called> {
  const whose = first((yield ask(WHOSE, conversation)).rows);
  const seen = whose && first((yield ask(HERE, text(whose.visitor))).rows);
  const reading = seen && first((yield ask(READING, conversation, now)).rows);
  if (seen === undefined || reading === undefined) return 'not-now';
  const lookAt = function* (at: number | null): Operation<Called> {
    yield change(LOOK, at, conversation);
    return 'not-now';
  };
  if (int(reading.answered_seq) <= Math.max(int(reading.read_seq), int(reading.told_seq))) return yield* lookAt(null);
  const away = int(seen.here_until) + awayMs;
  if (away > now) return yield* lookAt(away);
  const [visitor, account] = [text(reading.visitor), text(reading.account)];
  const allowed = template !== undefined && (yield ask(PERMITS, visitor, account, template)).rows.length > 0;
  const again = (intOrNull(reading.last_call) ?? -againMs) + againMs;
  if (allowed && again > now) return yield* lookAt(again);
  if (allowed && (yield* queueNotice({ conversation, visitor, account, template, id: newDelivery, dueAt: now, now }))) {
    yield change(CALLED, now, conversation);
    return 'called';
  }
  yield change(CANNOT, conversation);
  if (tell !== undefined && int(reading.unheard) === 0) yield* addDelivery(tell, yield* readConversation(conversation), now);
  return 'cannot';
}
