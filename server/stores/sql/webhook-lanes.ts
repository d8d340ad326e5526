import type { Outbox } from '../records/delivery';
import { text } from './row';
import { ask, type Operation, type Row } from './statement';

type Calls = NonNullable<Parameters<Outbox['take']>[0]['calls']>;

/** As in the index: the lane without its conversation. */
const RECEIVER = "RTRIM(l.lane, '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_@-')";
const DUE = "l.due_at IS NOT NULL AND l.lane LIKE '3:%'";

/** One look into the index for each receiver that anything waits for, however much it is. */
const RECEIVERS = `WITH RECURSIVE found(receiver) AS (
    SELECT (SELECT ${RECEIVER} FROM lanes l WHERE ${DUE} AND ${RECEIVER} > '' ORDER BY ${RECEIVER} LIMIT 1)
    UNION ALL
    SELECT (SELECT ${RECEIVER} FROM lanes l WHERE ${DUE} AND ${RECEIVER} > found.receiver ORDER BY ${RECEIVER} LIMIT 1)
    FROM found WHERE found.receiver IS NOT NULL
  ) SELECT receiver FROM found WHERE receiver IS NOT NULL`;

const webhookOf = (receiver: string): string => receiver.slice(2, -1);

/** Lanes of webhooks that are due, for receivers with calls to spare; who has the fewest under way goes first. `columns` are those of a lane `l`. */
export function* dueCalls(columns: string, now: number, { limit, each, underWay }: Calls): Operation<Row[]> {
  if (limit <= 0) return [];
  const busy = (receiver: string): number => underWay[webhookOf(receiver)] ?? 0;
  const receivers = (yield ask(RECEIVERS)).rows.map((row) => text(row.receiver)).filter((one) => busy(one) < each);
  const lanes: Row[] = [];
  for (const receiver of receivers.sort((a, b) => busy(a) - busy(b))) {
    const room = Math.min(each - busy(receiver), limit - lanes.length);
    if (room <= 0) break;
    const due = `SELECT ${columns} FROM lanes l WHERE ${RECEIVER} = ? AND ${DUE} AND l.due_at <= ? ORDER BY l.due_at LIMIT ? FOR UPDATE SKIP LOCKED`;
    lanes.push(...(yield ask(due, receiver, now, room)).rows);
  }
  return lanes;
}
