import type { Inbound } from '../records/arrivals';
import type { NewDelivery } from '../records/delivery';
import type { Kept } from '../sql/conversation-row';
import { laneOf, visitorLane } from '../sql/lanes';
import { columnsOf } from '../sql/outbox-add';
import { callOffNotices } from '../sql/outbox-notice';
import { text } from '../sql/row';
import { grants } from '../sql/visitor-store';
import { ask, change, type Operation, type Row } from '../sql/statement';
import { recordset } from './recordset';

interface Lane {
  dueAt: number | null;
  count: number;
  until: number;
}

/** What a batch changes in lanes: deliveries that enter them, and what visitors' acts grant. */
export interface LaneChanges {
  grant(i: Inbound, c: Kept): void;
  add(d: NewDelivery, whose: Kept, now: number): void;
  /** The first parameter of `CHANGE_LANES`. */
  changes(): string;
  /** After `CHANGE_LANES` has answered `rows`: what else these lanes need. Answers those whose held words are due again. */
  follow(rows: readonly Row[]): Operation<ReadonlySet<string>>;
}

const lanes = recordset({ lane: 'TEXT', due_at: 'BIGINT', left_count: 'BIGINT', until_at: 'BIGINT' });
const freedAt = recordset({ lane: 'TEXT', at: 'BIGINT' });
const names = recordset({ lane: 'TEXT' });
const deliveries = recordset({
  id: 'TEXT', lane: 'TEXT', kind: 'TEXT', conversation: 'TEXT', seq: 'BIGINT', agent: 'TEXT', content: 'TEXT', state: 'TEXT', why: 'TEXT', due_at: 'BIGINT',
});

/**
 * As one delivery enters a lane and as one act grants, for all at once; a row without `until_at` grants nothing. After the
 * changes it wants the time twice.
 */
export const CHANGE_LANES = `INSERT INTO lanes (lane, due_at, busy, held, left_count, until_at)
  SELECT lane, due_at, 0, 0, left_count, until_at FROM ${lanes.from} ORDER BY lane COLLATE "C"
  ON CONFLICT (lane) DO UPDATE SET
    due_at = CASE WHEN lanes.busy = 0 AND lanes.held = 0 AND lanes.due_at IS NULL THEN excluded.due_at ELSE lanes.due_at END,
    left_count = CASE WHEN excluded.until_at > 0 AND (lanes.until_at <= ? OR lanes.left_count < excluded.left_count)
      THEN excluded.left_count ELSE lanes.left_count END,
    until_at = CASE WHEN excluded.until_at > 0 AND (lanes.until_at <= ? OR lanes.left_count <= 0 OR lanes.until_at < excluded.until_at)
      THEN excluded.until_at ELSE lanes.until_at END
  RETURNING lane, held`;
const HELD = `SELECT l.lane FROM ${names.from} JOIN lanes l ON l.lane = r.lane WHERE l.held = 1 ORDER BY l.lane COLLATE "C" FOR UPDATE OF l`;
const FREE = `UPDATE deliveries AS d SET state = 'pending', why = NULL, due_at = r.at FROM ${freedAt.from} WHERE d.lane = r.lane AND d.state = 'held'`;
const WAKE = `UPDATE lanes AS l SET held = 0, due_at = CASE WHEN l.busy = 1 THEN NULL ELSE r.at END FROM ${freedAt.from} WHERE l.lane = r.lane`;
const ADD = `INSERT INTO deliveries (id, lane, kind, conversation, seq, agent, metered, content, state, parts, progress, attempts, spent, system,
    due_at, created_at, why)
  SELECT id, lane, kind, conversation, seq, agent, 0, content, state, 1, 0, 0, 0, 0, due_at, due_at, why
  FROM ${deliveries.from} ON CONFLICT (id) DO NOTHING`;

export const createLaneChanges = (): LaneChanges => {
  const changed = new Map<string, Lane>();
  /** When the first act of each visitor's lane came. */
  const spoken = new Map<string, number>();
  const added: { d: NewDelivery; lane: string; conversation: string; now: number }[] = [];

  const enter = (lane: string, { dueAt, count, until }: Lane): void => {
    const known = changed.get(lane);
    if (known === undefined) changed.set(lane, { dueAt, count, until });
    else {
      known.dueAt ??= dueAt;
      known.count = Math.max(known.count, count);
      known.until = Math.max(known.until, until);
    }
  };

  return {
    grant: ({ allowance, at, now }, c) => {
      if (!grants(c)) return;
      const lane = visitorLane(c.visitor, c.account);
      if (!spoken.has(lane)) spoken.set(lane, now);
      if (allowance !== undefined) enter(lane, { dueAt: null, count: allowance.count, until: at + allowance.seconds * 1000 });
    },
    add: (d, whose, now) => {
      const lane = laneOf(d.target, whose);
      enter(lane, { dueAt: now, count: 0, until: 0 });
      added.push({ d, lane, conversation: whose.id, now });
    },
    changes: () => lanes.param([...changed].map(([lane, { dueAt, count, until }]) => ({ lane, due_at: dueAt, left_count: count, until_at: until }))),
    *follow(rows) {
      const held = new Set(rows.flatMap((row) => (row.held === 1 ? [text(row.lane)] : [])));
      const silent = [...spoken.keys()].filter((lane) => !changed.has(lane));
      if (silent.length > 0) {
        for (const row of (yield ask(HELD, names.param(silent.map((lane) => ({ lane }))))).rows) held.add(text(row.lane));
      }
      const freed = [...spoken].flatMap(([lane, at]) => (held.has(lane) ? [{ lane, at }] : []));
      if (freed.length > 0) {
        yield change(FREE, freedAt.param(freed));
        yield change(WAKE, freedAt.param(freed));
        yield* callOffNotices(freed.map(({ lane }) => lane));
      }
      const due = new Set(freed.map(({ lane }) => lane));
      if (added.length === 0) return due;
      const entering = added.map(({ d, lane, conversation, now: at }) => {
        const waits = held.has(lane) && !spoken.has(lane);
        return { id: d.id, lane, conversation, ...columnsOf(d.target), state: waits ? 'held' : 'pending', why: waits ? 'allowance' : null, due_at: at };
      });
      yield change(ADD, deliveries.param(entering));
      return due;
    },
  };
};
