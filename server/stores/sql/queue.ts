import type { Waiting } from '../records/conversations';
import { first, int, list, text } from './row';
import { ask, type Operation } from './statement';

/** One step of priority is gained for each `ageing_ms` of waiting, so that nobody starves. */
const EFFECTIVE = 'c.priority + (CAST(? AS BIGINT) - c.waiting_since) / c.ageing_ms';

/** On 微信客服 nobody can be given a visitor before his first word. */
const SPOKE = "(c.channel <> 'kf' OR c.last_visitor_at IS NOT NULL)";

export function* waiting({ now, limit, entries }: { now: number; limit: number; entries?: string[] }): Operation<Waiting[]> {
  if (entries?.length === 0) return [];
  const only = entries === undefined ? { marks: '', values: [] } : list(entries);
  const { rows } = yield ask(
    `SELECT c.id, c.entry, c.version, ${EFFECTIVE} AS effective, c.waiting_since FROM conversations c
     WHERE c.state = 'waiting' AND ${SPOKE}${entries === undefined ? '' : ` AND c.entry IN (${only.marks})`}
     ORDER BY effective DESC, c.waiting_since, c.id LIMIT ?`,
    now, ...only.values, limit,
  );
  return rows.map((row) => ({
    id: text(row.id), entry: text(row.entry), version: int(row.version), effectivePriority: int(row.effective), waitingSince: int(row.waiting_since),
  }));
}

export function* waitingCounts(): Operation<Record<string, number>> {
  const { rows } = yield ask(`SELECT entry, COUNT(*) AS waiting FROM conversations c WHERE c.state = 'waiting' AND ${SPOKE} GROUP BY entry`);
  return Object.fromEntries(rows.map((row) => [text(row.entry), int(row.waiting)]));
}

/** From 1; those before it in the same order as `waiting`. */
export function* place(conversation: string, now: number): Operation<number | undefined> {
  const own = first((yield ask(
    `SELECT c.entry, ${EFFECTIVE} AS effective, c.waiting_since FROM conversations c WHERE c.id = ? AND c.state = 'waiting'`, now, conversation,
  )).rows);
  if (own === undefined) return undefined;
  const effective = int(own.effective);
  const since = int(own.waiting_since);
  const { rows } = yield ask(
    `SELECT COUNT(*) AS ahead FROM (SELECT ${EFFECTIVE} AS effective, c.waiting_since, c.id FROM conversations c
       WHERE c.state = 'waiting' AND ${SPOKE} AND c.entry = ?) q
     WHERE q.effective > ? OR (q.effective = ? AND (q.waiting_since < ? OR (q.waiting_since = ? AND q.id < ?)))`,
    now, text(own.entry), effective, effective, since, since, conversation,
  );
  return int(rows[0]?.ahead) + 1;
}

export function* served(entry: string, n: number): Operation<{ at: number; waitedMs: number }[]> {
  const { rows } = yield ask('SELECT at, waited_ms FROM receipts WHERE entry = ? AND waited_ms IS NOT NULL ORDER BY at DESC, n DESC LIMIT ?', entry, n);
  return rows.map((row) => ({ at: int(row.at), waitedMs: int(row.waited_ms) }));
}
