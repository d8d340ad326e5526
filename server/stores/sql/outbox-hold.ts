import type { Delivery, NoticePlan } from '../records/delivery';
import { deliveryColumns, deliveryOf, UNSETTLED } from './delivery-row';
import { noticeFor } from './outbox-notice';
import { ask, change, type Operation } from './statement';

const OPEN = `SELECT ${deliveryColumns} FROM deliveries d WHERE d.lane = ? AND d.${UNSETTLED} AND d.state = 'pending' AND d.system = 0 ORDER BY d.n`;
const HOLD = `UPDATE deliveries SET state = CASE WHEN system = 1 THEN 'dropped' ELSE 'held' END, why = ?
  WHERE lane = ? AND ${UNSETTLED} AND state = 'pending'`;
const CLOSE = 'UPDATE lanes SET held = 1, due_at = NULL WHERE lane = ?';

/** By which subscribe messages a visitor may be called back. */
export interface Calling {
  now: number;
  notices: readonly NoticePlan[] | undefined;
}

/**
 * The whole lane (locked by us) waits for the visitor's next word, so that nothing overtakes its head; only texts nobody
 * typed are let go, since by then they would be out of place. He is called back if he allowed it. Answers what was pending
 * until now, head first.
 */
export function* hold(lane: string, why: string, head: string, calling?: Calling): Operation<Delivery[]> {
  const waiting = (yield ask(OPEN, lane)).rows.map(deliveryOf).sort((a, b) => Number(b.id === head) - Number(a.id === head));
  yield change(HOLD, why, lane);
  yield change(CLOSE, lane);
  const conversation = waiting[0]?.conversation;
  const notice = conversation === undefined || calling?.notices === undefined ? undefined
    : yield* noticeFor({ id: head, conversation }, calling.notices, calling.now);
  return waiting.map((one): Delivery => ({ ...one, state: 'held', why, ...(notice !== undefined && { notice }) }));
}
