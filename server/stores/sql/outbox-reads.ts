import type { DeliveryState } from '../../../shared/message';
import type { Delivery } from '../records/delivery';
import { deliveryColumns, deliveryOf } from './delivery-row';
import { isDeliveryState } from './message-store';
import type { ReadsOf, Table } from './operations';
import { first, int, intOrNull, list, text, textOrNull } from './row';
import { ask, type Operation } from './statement';
import { type Condition, where } from './where';

function* nextDue(): Operation<number | undefined> {
  return intOrNull((yield ask('SELECT MIN(due_at) AS at FROM lanes WHERE due_at IS NOT NULL')).rows[0]?.at) ?? undefined;
}

interface Filter { states: DeliveryState[]; limit: number; before?: string; conversation?: string }

/** Newest first; `before` is the id of the last one seen. */
function* listDeliveries(filter: Filter): Operation<(Delivery & { agent?: string; visitor?: string })[]> {
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
    const out: Delivery & { agent?: string; visitor?: string } = deliveryOf(row);
    const agent = textOrNull(row.agent);
    const visitor = textOrNull(row.visitor);
    if (agent !== null) out.agent = agent;
    if (visitor !== null) out.visitor = visitor;
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
  'outbox.nextDue': nextDue,
  'outbox.list': listDeliveries,
  'outbox.counts': counts,
};
