import type { Outbox, PartTurn } from '../records/delivery';
import { UNSETTLED } from './delivery-row';
import { first, text } from './row';
import { ENDED, freeAt, mark, noted } from './send-window';
import { ask, change, type Operation } from './statement';

type Request = Parameters<Outbox['nextPart']>[0];

const RECENT = `UPDATE lanes SET recent = ${ENDED} WHERE lane = ? RETURNING recent`;
const OURS = "SELECT 1 AS found FROM deliveries WHERE id = ? AND state = 'taken' AND attempts = ?";
const PROGRESS = 'UPDATE deliveries SET progress = ? WHERE id = ?';
const ON = `UPDATE deliveries SET lease_until = ?, unsure_at = ? WHERE lane = ? AND ${UNSETTLED} AND state = 'taken'`;

/** The parts before it have surely gone, and this one may have from now on; what one member gets in a minute counts it. */
export function* nextPart({ id, lane, attempts, progress, now, leaseMs, perMinute }: Request): Operation<PartTurn> {
  const row = first((yield ask(RECENT, mark(now), lane)).rows);
  if (row === undefined || (yield ask(OURS, id, attempts)).rows.length === 0) return { kind: 'gone' };
  const free = freeAt(text(row.recent), perMinute, now);
  yield change(PROGRESS, progress, id);
  if (free > now) return { kind: 'full', freeAt: free };
  const { sql, params } = noted(perMinute, now);
  yield change(`UPDATE lanes SET recent = ${sql} WHERE lane = ?`, ...params, lane);
  yield change(ON, now + leaseMs, now, lane);
  return { kind: 'go' };
}
