import type { DeliveryState } from '../../../shared/message';
import type { ListedDelivery } from '../records/delivery';
import { deliveryColumns, deliveryOf } from './delivery-row';
import { isDeliveryState } from './message-store';
import type { ReadsOf, Table } from './operations';
import { first, int, list, text, textOrNull } from './row';
import { ask, type Operation } from './statement';
import { type Condition, where } from './where';

interface Filter { states: DeliveryState[]; limit: number; before?: string; conversation?: string }

/** Newest first; `before` is the id of the last one seen. */
function* listDeliveries(filter: Filter): Operation<ListedDelivery[]> {
  if (filter.states.length === 0) return [];
  const states = list(filter.states);
  const last = filter.before === undefined ? undefined : first((yield ask('SELECT n FROM deliveries WHERE id = ?', filter.before)).rows);
  if (filter.before !== undefined && last === undefined) return [];
  const conditions: Condition[] = [
    [`d.state IN (${states.marks})`, ...states.values], ['d.n < ?', last === undefined ? undefined : int(last.n)], ['d.conversation = ?', filter.conversation],
  ];
  // the index of what is not sent counts only where its condition is repeated
  if (!filter.states.includes('sent')) conditions.push(["d.state <> 'sent'"]);
  const { sql, params } = where(conditions);
  const { rows } = yield ask(`SELECT ${deliveryColumns} FROM deliveries d${sql} ORDER BY d.n DESC LIMIT ?`, ...params, filter.limit);
  return rows.map((row) => {
    const out: ListedDelivery = deliveryOf(row);
    const agent = textOrNull(row.agent);
    const visitor = textOrNull(row.visitor);
    if (agent !== null) out.agent = agent;
    if (visitor !== null) out.visitor = visitor;
    if (typeof row.seq === 'number') out.seq = row.seq;
    return out;
  });
}

/** Those sent are counted when they are settled, since there are many. */
function* counts(): Operation<Record<DeliveryState, number>> {
  const out: Record<DeliveryState, number> = { pending: 0, taken: 0, held: 0, sent: 0, failed: 0, unknown: 0, dropped: 0 };
  for (const row of (yield ask("SELECT state, COUNT(*) AS amount FROM deliveries WHERE state <> 'sent' GROUP BY state")).rows) {
    const state = text(row.state);
    if (isDeliveryState(state)) out[state] = int(row.amount);
  }
  out.sent = int((yield ask("SELECT value FROM marks WHERE name = 'sent'")).rows[0]?.value);
  return out;
}

export const outboxReads: Table<ReadsOf<'outbox'>> = {
  'outbox.list': listDeliveries,
  'outbox.counts': counts,
};
