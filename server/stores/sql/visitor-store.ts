import type { Identity } from '../../../shared/identity';
import type { Allowance } from '../records/arrivals';
import type { Kept } from './conversation-row';
import { UNSETTLED } from './delivery-row';
import { visitorLane } from './lanes';
import { callOffNotices } from './outbox-notice';
import { first, int, text } from './row';
import { ask, change, type Operation } from './statement';

const FIND = 'SELECT visitor FROM identities WHERE provider = ? AND account = ? AND subject = ?';
const NAME = 'INSERT INTO identities (provider, account, subject, visitor) VALUES (?, ?, ?, ?) ON CONFLICT (provider, account, subject) DO NOTHING';
const MAKE = `INSERT INTO visitors (id, site, facts, created_at, seen_at) VALUES (?, ?, '{}', ?, ?) ON CONFLICT (id) DO NOTHING`;

export function* findVisitor({ provider, account, subject }: Identity): Operation<string | undefined> {
  const row = first((yield ask(FIND, provider, account, subject)).rows);
  return row === undefined ? undefined : text(row.visitor);
}

/** The same identity at the same time makes one visitor: who comes second waits and finds the first one's. */
export function* findOrMakeVisitor(identity: Identity, id: string, now: number): Operation<string> {
  const found = yield* findVisitor(identity);
  if (found !== undefined) return found;
  const { count } = yield change(NAME, identity.provider, identity.account, identity.subject, id);
  if (count === 0) return (yield* findVisitor(identity)) ?? id;
  yield change(MAKE, id, identity.provider === 'web' ? identity.account : null, now, now);
  return id;
}

/** Everything that opens a conversation for one visitor happens one after the other. */
export function* lockVisitor(visitor: string): Operation<void> {
  yield ask('SELECT id FROM visitors WHERE id = ? FOR UPDATE', visitor);
}

const GRANT = `INSERT INTO lanes (lane, busy, held, left_count, until_at) VALUES (?, 0, 0, ?, ?)
  ON CONFLICT (lane) DO UPDATE SET
    left_count = CASE WHEN lanes.until_at <= ? OR lanes.left_count < excluded.left_count THEN excluded.left_count ELSE lanes.left_count END,
    until_at = CASE WHEN lanes.until_at <= ? OR lanes.left_count <= 0 OR lanes.until_at < excluded.until_at
      THEN excluded.until_at ELSE lanes.until_at END
  RETURNING held, busy`;
const HELD = 'SELECT held, busy FROM lanes WHERE lane = ? AND held = 1 FOR UPDATE';
const FREE = `UPDATE deliveries SET state = 'pending', why = NULL, due_at = ? WHERE lane = ? AND ${UNSETTLED} AND state = 'held'`;
const UNDER_WAY = `UPDATE deliveries SET spent = 0 WHERE lane = ? AND ${UNSETTLED} AND state = 'taken'`;
const WAKE = 'UPDATE lanes SET held = 0, due_at = CASE WHEN busy = 1 THEN NULL ELSE ? END WHERE lane = ?';

/** On our own page he may be answered without end, and the platform that waits for his word does not hear it. */
export const grants = ({ channel }: Pick<Kept, 'channel'>): boolean => channel !== 'chat';

/**
 * What the visitor's act grants: the larger count and the longer time, never the sum; a spent or expired allowance is
 * replaced. What was held for his next word is pending again; true when there was any.
 */
export function* grant(c: Pick<Kept, 'visitor' | 'account' | 'channel'>, allowance: Allowance | undefined, at: number, now: number): Operation<boolean> {
  if (!grants(c)) return false;
  const lane = visitorLane(c.visitor, c.account);
  const { rows } = allowance === undefined ? yield ask(HELD, lane)
    : yield ask(GRANT, lane, allowance.count, at + allowance.seconds * 1000, now, now);
  const row = first(rows);
  if (row === undefined) return false;
  // what is under way was paid from the old allowance: should it come back, nothing is owed
  if (allowance !== undefined && int(row.busy) === 1) yield change(UNDER_WAY, lane);
  if (int(row.held) === 0) return false;
  yield change(FREE, now, lane);
  yield change(WAKE, now, lane);
  yield* callOffNotices([lane]);
  return true;
}
