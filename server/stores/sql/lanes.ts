import type { NewDelivery } from '../records/delivery';
import type { Kept } from './conversation-row';
import { UNSETTLED } from './delivery-row';
import { int, list } from './row';
import { ask, change, type Operation } from './statement';

/** What a lane and an allowance need to know of a conversation. */
export type Whose = Pick<Kept, 'id' | 'visitor' | 'account' | 'channel'>;

/**
 * Deliveries of one lane leave in order. The visitor's lane also carries his allowance. Lanes are locked after conversations
 * and agents and in the order of their names, so that nobody waits for somebody who waits for him; the numbers make that the
 * order in which operations need them.
 */
export const visitorLane = (visitor: string, account: string): string => `1:${visitor}:${account}`;
export const agentLane = (agent: string): string => `2:${agent}`;
const webhookLane = (webhook: string, conversation: string): string => `3:${webhook}:${conversation}`;

/** What calls a visitor back cannot wait in the lane that waits for him. */
export const noticeLane = (visitorsLane: string): string => `4${visitorsLane.slice(1)}`;

/** A message to a visitor without a conversation is a bug. */
export const laneOf = (target: NewDelivery['target'], whose: Whose | undefined): string => {
  if (target.to === 'agent') return agentLane(target.agent);
  if (target.to === 'webhook') return webhookLane(target.webhook, whose?.id ?? '');
  if (whose === undefined) throw new Error('a delivery to a visitor names no conversation');
  return visitorLane(whose.visitor, whose.account);
};

const ENTER = `INSERT INTO lanes (lane, due_at, busy, held, left_count, until_at) VALUES (?, ?, 0, 0, 0, 0)
  ON CONFLICT (lane) DO UPDATE SET due_at =
    CASE WHEN lanes.busy = 0 AND lanes.held = 0 AND lanes.due_at IS NULL THEN excluded.due_at ELSE lanes.due_at END
  RETURNING held`;

/** Locks the lane for a new delivery and wakes it if it was idle; true when it waits for the visitor's next word. */
export function* enterLane(lane: string, dueAt: number): Operation<boolean> {
  const { rows } = yield ask(ENTER, lane, dueAt);
  return int(rows[0]?.held) === 1;
}

/** Locks those lanes that exist, in the order of their names. */
export function* lockLanes(lanes: readonly string[]): Operation<void> {
  if (lanes.length === 0) return;
  const { marks, values } = list([...new Set(lanes)].sort());
  yield ask(`SELECT lane FROM lanes WHERE lane IN (${marks}) ORDER BY lane COLLATE "C" FOR UPDATE`, ...values);
}

/** After a change of its deliveries: a lane (locked before, not busy) is due when its first pending one is. */
export function* wakeLanes(lanes: readonly string[]): Operation<void> {
  if (lanes.length === 0) return;
  const { marks, values } = list([...new Set(lanes)]);
  yield change(
    `UPDATE lanes SET due_at = CASE WHEN held = 1 OR busy = 1 THEN NULL ELSE
       (SELECT d.due_at FROM deliveries d WHERE d.lane = lanes.lane AND d.${UNSETTLED} AND d.state = 'pending' ORDER BY d.n LIMIT 1) END
     WHERE lane IN (${marks})`,
    ...values,
  );
}
