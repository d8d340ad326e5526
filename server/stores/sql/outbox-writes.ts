import { signed } from './audit-store';
import { enterLane, lockLanes } from './lanes';
import type { Table, WritesOf } from './operations';
import { add } from './outbox-add';
import { nextPart } from './outbox-part';
import { settle } from './outbox-settle';
import { take } from './outbox-take';
import { first, text } from './row';
import { ask, change, type Operation } from './statement';

const AGAIN = `UPDATE deliveries SET state = ?, due_at = ?, why = NULL, spent = 0, unsure_at = NULL WHERE id = ? AND state IN ('failed', 'unknown')`;

/** Goes back to its old place, which is the first of its lane. A subscribe message needs a permit and has its moment: it does not. */
export function* resend(id: string, now: number): Operation<boolean> {
  const row = first((yield ask("SELECT lane FROM deliveries WHERE id = ? AND state IN ('failed', 'unknown') AND kind <> 'notice'", id)).rows);
  if (row === undefined) return false;
  const lane = text(row.lane);
  yield* lockLanes([lane]);
  const held = yield* enterLane(lane, now);
  const { count } = yield change(AGAIN, held ? 'held' : 'pending', now, id);
  if (count > 0 && !held) yield change('UPDATE lanes SET due_at = ? WHERE lane = ? AND busy = 0', now, lane);
  return count > 0;
}

export const outboxWrites: Table<WritesOf<'outbox'>> = {
  'outbox.take': take,
  'outbox.settle': settle,
  'outbox.resend': (id, now, row) => signed(resend(id, now), row),
  'outbox.nextPart': nextPart,
  'outbox.add': add,
};
