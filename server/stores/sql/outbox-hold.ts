import type { Delivery } from '../records/delivery';
import { deliveryColumns, deliveryOf, UNSETTLED } from './delivery-row';
import { ask, change, type Operation } from './statement';

const OPEN = `SELECT ${deliveryColumns} FROM deliveries d WHERE d.lane = ? AND d.${UNSETTLED} AND d.state = 'pending' AND d.system = 0 ORDER BY d.n`;
const HOLD = `UPDATE deliveries SET state = CASE WHEN system = 1 THEN 'dropped' ELSE 'held' END, why = ?
  WHERE lane = ? AND ${UNSETTLED} AND state = 'pending'`;
const CLOSE = 'UPDATE lanes SET held = 1, due_at = NULL WHERE lane = ?';

/**
 * The whole lane (locked by us) waits for the visitor's next word, so that nothing overtakes its head; only texts nobody
 * typed are let go, since by then they would be out of place. Answers what was pending until now, head first.
 */
export function* hold(lane: string, why: string, head: string): Operation<Delivery[]> {
  const { rows } = yield ask(OPEN, lane);
  yield change(HOLD, why, lane);
  yield change(CLOSE, lane);
  return rows.map((row): Delivery => ({ ...deliveryOf(row), state: 'held', why })).sort((a, b) => Number(b.id === head) - Number(a.id === head));
}
