import type { VisitRecords } from '../records/visits';
import { callBack } from './call-back';
import type { ReadsOf, Table, WritesOf } from './operations';
import { callOffCalls } from './outbox-notice';
import { own } from './own-conversations';
import { due, lookAgain, read, unread } from './readings';
import { first, int, list, text } from './row';
import { ask, change, type Operation } from './statement';
import { beginVisit } from './visit-log';
import { visitorLog } from './visitor-log';

/** Several visitors are locked in the order of their names. */
function* hereUntil(visitors: readonly string[]): Operation<Map<string, number>> {
  const { marks, values } = list(visitors);
  const { rows } = yield ask(`SELECT id, here_until FROM visitors WHERE id IN (${marks}) ORDER BY id COLLATE "C" FOR UPDATE`, ...values);
  return new Map(rows.map((row) => [text(row.id), int(row.here_until)]));
}

function* here(visitors: string[], now: number, until: number): Operation<void> {
  if (visitors.length === 0) return;
  const before = yield* hereUntil(visitors);
  const { marks, values } = list(visitors);
  yield change(`UPDATE visitors SET here_until = ? WHERE id IN (${marks}) AND here_until < ?`, until, ...values, until);
  const back = [...before].flatMap(([visitor, since]) => (since <= now ? [visitor] : []));
  if (back.length > 0) yield* cameBack(back, now);
}

function* cameBack(visitors: readonly string[], now: number): Operation<void> {
  const { marks, values } = list(visitors);
  yield change(`UPDATE readings SET unheard = 0 WHERE visitor IN (${marks}) AND unheard = 1`, ...values);
  // Of those that called him once, what calls him may still wait in the outbox.
  const { rows } = yield ask(
    `SELECT c.id, c.visitor, c.account FROM readings r JOIN conversations c ON c.id = r.conversation
     WHERE r.visitor IN (${marks}) AND r.called_at IS NOT NULL ORDER BY c.id COLLATE "C" FOR UPDATE`, ...values,
  );
  if (rows.length === 0) return;
  const called = yield* callOffCalls(rows.map((row) => ({ conversation: text(row.id), visitor: text(row.visitor), account: text(row.account) })));
  if (called.length === 0) return;
  const off = list(called);
  yield change(`UPDATE readings SET called_at = NULL WHERE conversation IN (${off.marks})`, ...off.values);
  yield change(`UPDATE conversations SET look_at = ? WHERE id IN (${off.marks})`, now, ...off.values);
}

type When = Parameters<VisitRecords['left']>[1];

function* left(visitors: string[], { now, saidUntil, lookAt }: When): Operation<void> {
  if (visitors.length === 0) return;
  yield* hereUntil(visitors);
  const { marks, values } = list(visitors);
  yield change(`UPDATE visitors SET here_until = ? WHERE id IN (${marks}) AND here_until > ? AND here_until <= ?`, now, ...values, now, saidUntil);
  yield* lookAgain(lookAt, `visitor IN (${marks}) AND look_at > ?`, ...values, lookAt);
}

const REACH = `SELECT v.here_until, (SELECT p.count FROM permits p WHERE p.visitor = v.id AND p.account = ? AND p.template = ?) AS permits
  FROM visitors v WHERE v.id = ?`;

function* reach(visitor: string, account: string, template = ''): Operation<{ hereUntil: number; permits: number }> {
  const row = first((yield ask(REACH, account, template, visitor)).rows);
  return { hereUntil: row === undefined ? 0 : int(row.here_until), permits: typeof row?.permits === 'number' ? row.permits : 0 };
}

export const visitWrites: Table<WritesOf<'visits'>> = { 'visits.begin': beginVisit, 'visits.here': here, 'visits.left': left, 'visits.read': read, 'visits.callBack': callBack };
export const visitReads: Table<ReadsOf<'visits'>> = { 'visits.log': visitorLog, 'visits.unread': unread, 'visits.own': own, 'visits.reach': reach, 'visits.due': due };
