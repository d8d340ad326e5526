import type { NewDelivery, News } from '../records/delivery';
import { agentLane, enterLane, laneOf, lockLanes, wakeLanes, type Whose } from './lanes';
import { readConversation } from './conversation-store';
import { UNSETTLED } from './delivery-row';
import { ask, change, type Operation } from './statement';

const INSERT = `INSERT INTO deliveries (id, lane, kind, conversation, seq, visitor, agent, metered, content, state, parts, progress, attempts,
    spent, system, merge_key, due_at, created_at, why)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`;
const MERGED = "SELECT 1 AS found FROM deliveries WHERE merge_key = ? AND merge_key IS NOT NULL AND state = 'pending' LIMIT 1";

interface Columns {
  kind: 'visitor' | 'words' | 'news' | 'webhook';
  seq: number | null;
  agent: string | null;
  content: string | null;
}

export const columnsOf = (target: NewDelivery['target']): Columns => {
  if (target.to === 'visitor') return { kind: 'visitor', seq: target.seq, agent: null, content: null };
  if (target.to === 'webhook') return { kind: 'webhook', seq: null, agent: null, content: JSON.stringify(target) };
  if (target.news.kind === 'words') return { kind: 'words', seq: target.news.seq, agent: target.agent, content: null };
  return { kind: 'news', seq: null, agent: target.agent, content: JSON.stringify(target.news) };
};

/** Writes one delivery in its lane; one known by id or merge key is left as it is. Answers the state it begins in: a text nobody typed does not wait. */
export function* addDelivery(d: NewDelivery, whose: Whose | undefined, now: number): Operation<'pending' | 'held' | 'dropped'> {
  const lane = laneOf(d.target, whose);
  const dueAt = d.dueAt ?? now;
  const held = yield* enterLane(lane, dueAt);
  const state = !held ? 'pending' : d.system === true ? 'dropped' : 'held';
  if (d.mergeKey !== undefined && (yield ask(MERGED, d.mergeKey)).rows.length > 0) return state;
  const { kind, seq, agent, content } = columnsOf(d.target);
  const toVisitor = kind === 'visitor';
  yield change(
    INSERT, d.id, lane, kind, whose?.id ?? null, seq, toVisitor ? (whose?.visitor ?? null) : null, agent,
    toVisitor && whose?.channel === 'contact' ? 1 : 0, content, state, d.parts ?? 1, d.system === true ? 1 : 0, d.mergeKey ?? null,
    dueAt, now, held ? 'allowance' : null,
  );
  return state;
}

const byLane = (a: { lane: string }, b: { lane: string }): number => (a.lane < b.lane ? -1 : a.lane > b.lane ? 1 : 0);

/** Several at once: lanes in one order, so that two nodes cannot wait for each other; within a lane as given. */
export function* addDeliveries(all: readonly NewDelivery[], whose: Whose | undefined, now: number): Operation<void> {
  if (all.length > 1) {
    const sorted = all.map((d) => ({ d, lane: laneOf(d.target, whose) })).sort(byLane);
    for (const { d } of sorted) yield* addDelivery(d, whose, now);
    return;
  }
  for (const d of all) yield* addDelivery(d, whose, now);
}

export function* add(deliveries: (NewDelivery & { conversation?: string })[], now: number): Operation<void> {
  const placed: { d: NewDelivery; whose: Whose | undefined; lane: string }[] = [];
  for (const d of deliveries) {
    const whose = d.conversation === undefined ? undefined : yield* readConversation(d.conversation);
    placed.push({ d, whose, lane: laneOf(d.target, whose) });
  }
  for (const { d, whose } of placed.sort(byLane)) yield* addDelivery(d, whose, now);
}

export const newsFor = (id: string, agent: string, news: News): NewDelivery => ({ id, target: { to: 'agent', agent, news } });

const WORDS = `INSERT INTO deliveries (id, lane, kind, conversation, seq, agent, metered, state, parts, progress, attempts, spent, system, due_at, created_at)
  SELECT CAST(? AS TEXT) || '-' || m.seq, CAST(? AS TEXT), 'words', m.conversation, m.seq, CAST(? AS TEXT), 0, 'pending', 1, 0, 0, 0, 0,
    CAST(? AS BIGINT), CAST(? AS BIGINT)
  FROM messages m WHERE m.conversation = ? AND m.seq >= ? AND m.sender = 'visitor' ORDER BY m.seq`;

/** The visitor's words from `seq` on, one delivery each, after what the agent's lane holds. */
export function* replayWords(base: string, agent: string, conversation: string, seq: number, now: number): Operation<void> {
  yield* enterLane(agentLane(agent), now);
  yield change(WORDS, base, agentLane(agent), agent, now, now, conversation, seq);
}

const DROP = `UPDATE deliveries SET state = 'dropped', why = 'moved'
  WHERE lane = ? AND ${UNSETTLED} AND conversation = ? AND kind = 'words' AND state = 'pending'`;

/** Words not yet relayed to somebody who lost the conversation are not his to read any more. */
export function* dropWords(agent: string, conversation: string): Operation<void> {
  const lane = agentLane(agent);
  yield* lockLanes([lane]);
  const { count } = yield change(DROP, lane, conversation);
  if (count > 0) yield* wakeLanes([lane]);
}
