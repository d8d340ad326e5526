import type { MessageBody } from '../../../shared/message';
import type { Delivery, Outbox, TakenDelivery } from '../records/delivery';
import { deliveryColumns, deliveryOf, UNSETTLED } from './delivery-row';
import { lockLanes, wakeLanes } from './lanes';
import { hold } from './outbox-hold';
import { ENDED, freeAt, mark, noted } from './send-window';
import { int, intOrNull, json, list, text } from './row';
import { ask, change, type Operation, type Row } from './statement';
import { dueCalls } from './webhook-lanes';

type Request = Parameters<Outbox['take']>[0];

/** So many words of one conversation go in one platform message. */
const MERGED_MOST = 10;

const LAPSED = "SELECT id, lane FROM deliveries WHERE state = 'taken' AND lease_until <= ? ORDER BY lease_until LIMIT 200";
const LANE = 'l.lane, l.left_count, l.until_at, l.recent';
/** Without the calls of webhooks, as in the index. */
const DUE = `SELECT ${LANE} FROM lanes l WHERE l.due_at <= ? AND l.lane NOT LIKE '3:%' ORDER BY l.due_at LIMIT ? FOR UPDATE SKIP LOCKED`;
const NEIGHBOURS = `SELECT d.id, d.seq, d.kind, d.conversation, d.unsure_at, m.body FROM deliveries d
  LEFT JOIN messages m ON m.conversation = d.conversation AND m.seq = d.seq
  WHERE d.lane = ? AND d.${UNSETTLED} AND d.state = 'pending' AND d.n > ? ORDER BY d.n LIMIT ?`;

/**
 * Whoever took them is gone, and they may have arrived. About a visitor's a person decides; a webhook's receiver drops a second
 * copy by its event id; an agent's is taken again as it was, for the desk to judge whether a second copy would show.
 */
function* lapse(now: number): Operation<Delivery[]> {
  const found = (yield ask(LAPSED, now)).rows;
  if (found.length === 0) return [];
  const lanes = found.map((row) => text(row.lane));
  yield* lockLanes(lanes);
  // By lane, since what went in one message must come back together.
  const { marks, values } = list([...new Set(lanes)]);
  const { rows } = yield ask(
    `UPDATE deliveries SET state = CASE WHEN kind IN ('visitor', 'notice') THEN 'unknown' ELSE 'pending' END, why = 'node-lost', lease_until = NULL
     WHERE lane IN (${marks}) AND ${UNSETTLED} AND state = 'taken' AND lease_until <= ?
     RETURNING id`, ...values, now,
  );
  if (rows.length === 0) return [];
  const ids = list(rows.map((row) => text(row.id)));
  const gone = (yield ask(`SELECT ${deliveryColumns} FROM deliveries d WHERE d.id IN (${ids.marks}) ORDER BY d.n`, ...ids.values)).rows;
  const freed = list(gone.map((row) => text(row.lane)));
  yield change(`UPDATE lanes SET busy = 0, recent = ${ENDED} WHERE lane IN (${freed.marks})`, mark(now), ...freed.values);
  yield* wakeLanes(gone.map((row) => text(row.lane)));
  return gone.map(deliveryOf).filter((one) => one.state === 'unknown');
}

/**
 * The first delivery of each lane (locked before) if it is pending. One look into each lane, however much waits there; asked
 * in two steps, since in one PostgreSQL may choose to read the whole backlog.
 */
function* heads(lanes: readonly string[]): Operation<readonly Row[]> {
  const { marks, values } = list(lanes);
  const firsts = yield ask(
    `SELECT (SELECT e.n FROM deliveries e WHERE e.lane = l.lane AND e.${UNSETTLED} ORDER BY e.n LIMIT 1) AS n
     FROM lanes l WHERE l.lane IN (${marks})`, ...values,
  );
  const numbers = firsts.rows.flatMap((row) => (row.n === null || row.n === undefined ? [] : [String(row.n)]));
  if (numbers.length === 0) return [];
  const found = list(numbers);
  const { rows } = yield ask(
    `SELECT ${deliveryColumns}, d.unsure_at, d.batch, m.body FROM deliveries d LEFT JOIN messages m ON m.conversation = d.conversation AND m.seq = d.seq
     WHERE d.n IN (${found.marks}) AND d.state = 'pending' ORDER BY d.n`, ...found.values,
  );
  return rows;
}

const isText = (row: Row): boolean => typeof row.body === 'string' && json<MessageBody>(row.body).kind === 'text';

/** Later words of the same conversation that can go in the same platform message. */
function* neighbours(head: Row): Operation<{ id: string; seq: number }[]> {
  if (head.kind !== 'words' || !isText(head)) return [];
  const merged: { id: string; seq: number }[] = [];
  for (const row of (yield ask(NEIGHBOURS, text(head.lane), int(head.n), MERGED_MOST - 1)).rows) {
    if (row.kind !== 'words' || row.conversation !== head.conversation || !isText(row) || row.unsure_at !== null) break;
    merged.push({ id: text(row.id), seq: int(row.seq) });
  }
  const batch = merged.length === 0 ? null : JSON.stringify(merged.map((one) => one.id));
  if (batch !== head.batch) yield change('UPDATE deliveries SET batch = ? WHERE id = ?', batch, text(head.id));
  return merged;
}

/** Those that went with it when it was tried before, no others: a different text would not be known again. */
function* sameBatch(head: Row): Operation<{ merged: { id: string; seq: number }[]; whole: boolean }> {
  if (head.batch === null) return { merged: [], whole: true };
  const batch = json<string[]>(head.batch);
  const { marks, values } = list(batch);
  const { rows } = yield ask(`SELECT id, seq FROM deliveries WHERE id IN (${marks}) AND state = 'pending' ORDER BY n`, ...values);
  return { merged: rows.map((row) => ({ id: text(row.id), seq: int(row.seq) })), whole: rows.length === batch.length };
}

function* takenOf(head: Row): Operation<TakenDelivery> {
  const unsure = intOrNull(head.unsure_at);
  const d = deliveryOf(head);
  const out: TakenDelivery = { ...d, state: 'taken', attempts: d.attempts + 1, merged: [] };
  if (unsure === null) out.merged = yield* neighbours(head);
  else {
    const { merged, whole } = yield* sameBatch(head);
    out.merged = merged;
    // What is not whole any more cannot be repeated, however young it is.
    out.unsureSince = whole ? unsure : 0;
  }
  if (typeof head.body === 'string') out.body = json<MessageBody>(head.body);
  return out;
}

const SPEND = 'UPDATE lanes SET left_count = left_count - ? WHERE lane = ?';
const SPENT = 'UPDATE deliveries SET spent = ? WHERE id = ?';

/** Pays for it from the visitor's allowance; a text nobody typed leaves one. False: there is not enough. */
function* pay(head: Row, lane: Row, now: number): Operation<boolean> {
  if (head.metered !== 1) return true;
  const cost = int(head.parts) - int(head.progress);
  const left = int(lane.until_at) > now ? int(lane.left_count) : 0;
  if (left < cost + (head.system === 1 ? 1 : 0)) return false;
  yield change(SPEND, cost, text(head.lane));
  yield change(SPENT, cost, text(head.id));
  return true;
}

const DROP = "UPDATE deliveries SET state = 'dropped', why = 'allowance' WHERE id = ?";

/**
 * The lane's first delivery, paid for (`goes`) or not. Texts nobody typed that there is no allowance for are let go: they
 * must not keep an agent's answer waiting. Undefined when nothing else is due.
 */
function* firstPaid(first: Row, lane: Row, now: number): Operation<{ head: Row; goes: boolean } | undefined> {
  let head: Row | undefined = first;
  while (head !== undefined && int(head.due_at) <= now) {
    const goes = yield* pay(head, lane, now);
    if (goes || head.system !== 1) return { head, goes };
    yield change(DROP, text(head.id));
    [head] = yield* heads([text(lane.lane)]);
  }
  return undefined;
}

const WAIT = 'UPDATE lanes SET due_at = ? WHERE lane = ?';
const WAITS = "UPDATE deliveries SET why = 'per-minute-limit' WHERE id = ? AND why IS NULL";
const isForAgent = (head: Row): boolean => head.kind === 'words' || head.kind === 'news';

export function* take({ now, limit, leaseMs, node, perMinute, notices, calls = { limit, each: limit, underWay: {} } }: Request): Operation<{ taken: TakenDelivery[]; lapsed: Delivery[]; held: Delivery[] }> {
  const lapsed = yield* lapse(now);
  const messages = (yield ask(DUE, now, limit)).rows;
  const due = new Map([...messages, ...(yield* dueCalls(LANE, now, calls))].map((row) => [text(row.lane), row]));
  if (due.size === 0) return { taken: [], lapsed, held: [] };
  const taken: TakenDelivery[] = [];
  const held: Delivery[] = [];
  const full: string[] = [];
  for (const head of yield* heads([...due.keys()])) {
    const lane = due.get(text(head.lane));
    if (lane === undefined || int(head.due_at) > now) continue;
    const paid = yield* firstPaid(head, lane, now);
    if (paid === undefined) continue;
    const free = perMinute === undefined || !isForAgent(paid.head) ? now : freeAt(text(lane.recent), perMinute, now);
    if (free > now) {
      yield change(WAIT, free, text(lane.lane));
      yield change(WAITS, text(paid.head.id));
      full.push(text(lane.lane));
    } else if (paid.goes) taken.push(yield* takenOf(paid.head));
    else held.push(...(yield* hold(text(lane.lane), 'allowance', text(paid.head.id), { now, notices })));
  }
  const ids = list(taken.flatMap((d) => [d.id, ...d.merged.map((one) => one.id)]));
  const busy = list(taken.map((d) => d.lane));
  if (taken.length > 0) {
    yield change(
      `UPDATE deliveries SET state = 'taken', attempts = attempts + 1, lease_until = ?, node = ?, unsure_at = COALESCE(unsure_at, ?)
       WHERE id IN (${ids.marks})`, now + leaseMs, node, now, ...ids.values,
    );
    yield change(`UPDATE lanes SET busy = 1, due_at = NULL WHERE lane IN (${busy.marks})`, ...busy.values);
    const told = list(taken.flatMap((d) => (d.target.to === 'agent' ? [d.lane] : [])));
    if (perMinute !== undefined && told.values.length > 0) {
      const { sql, params } = noted(perMinute, now);
      yield change(`UPDATE lanes SET recent = ${sql} WHERE lane IN (${told.marks})`, ...params, ...told.values);
    }
  }
  const gone = new Set([...[...taken, ...held].map((d) => d.lane), ...full]);
  yield* wakeLanes([...due.keys()].filter((lane) => !gone.has(lane)));
  return { taken, lapsed, held };
}
