import type { Conversation } from '../../../shared/conversation';
import type { KeptSeat, NativeRecords } from '../records/native';
import { conversationOf, type Kept, selected } from './conversation-row';
import { agentKey } from './message-store';
import { first, int, intOrNull, text, textOrNull } from './row';
import { ask, change, type Operation } from './statement';

const WANTED = 'INSERT INTO seats (conversation, wanted, told) VALUES (?, ?, 0) ON CONFLICT (conversation) DO UPDATE SET wanted = excluded.wanted';

/** Its platform is to hear of every change of owner or state; call where one is saved. */
export function* wantSeat(c: Pick<Kept, 'channel' | 'id' | 'version'>): Operation<void> {
  if (c.channel === 'kf') yield change(WANTED, c.id, c.version);
}

export function* seat(conversation: string): Operation<KeptSeat | undefined> {
  const row = first((yield ask('SELECT seat, agent, notice, notice_until, since FROM seats WHERE conversation = ?', conversation)).rows);
  if (row === undefined || row.seat === null) return undefined;
  const kept: KeptSeat = { at: text(row.seat), since: int(row.since) };
  const agent = textOrNull(row.agent);
  const notice = textOrNull(row.notice);
  const until = intOrNull(row.notice_until);
  if (agent !== null) kept.agent = agent;
  if (notice !== null && until !== null) kept.notice = { code: notice, until };
  return kept;
}

const TOLD = 'UPDATE seats SET told = ? WHERE conversation = ? AND told < ?';
/** Told for an older owner after a newer one was: it stands with the older now, so it is to be told again. Version 0 is of no owner. */
const KEPT = `INSERT INTO seats (conversation, wanted, told, seat, agent, notice, notice_until, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (conversation) DO UPDATE SET told = CASE WHEN seats.told < excluded.told THEN excluded.told WHEN excluded.told BETWEEN 1 AND seats.told - 1 THEN 0 ELSE seats.told END,
    seat = excluded.seat, agent = excluded.agent, notice = excluded.notice, notice_until = excluded.notice_until, since = excluded.since`;

const UNTOLD = 'UPDATE seats SET told = 0 WHERE conversation = ?';

export function* seated({ conversation, version, seat: kept, untold = false }: Parameters<NativeRecords['seated']>[0]): Operation<void> {
  if (kept === undefined) {
    yield change(TOLD, version, conversation, version);
    return;
  }
  yield change(KEPT, conversation, version, version, kept.at, kept.agent ?? null, kept.notice?.code ?? null, kept.notice?.until ?? null, kept.since);
  if (untold) yield change(UNTOLD, conversation);
}

const UNSEATED = `SELECT ${selected} FROM seats s JOIN conversations c ON c.id = s.conversation WHERE s.wanted > s.told ORDER BY s.conversation LIMIT ?`;

export function* unseated(limit: number): Operation<Conversation[]> {
  return (yield ask(UNSEATED, limit)).rows.map(conversationOf);
}

const OF_KEY = 'SELECT conversation, seq FROM messages WHERE once_key = ?';
const RECALL = 'UPDATE messages SET recalled_at = ? WHERE conversation = ? AND seq = ? AND recalled_at IS NULL';

export function* recalled({ visitor, agent, key, at }: Parameters<NativeRecords['recalled']>[0]): Operation<{ conversation: string } | undefined> {
  const row = first((yield ask(OF_KEY, agent === undefined ? `${visitor}|${key}` : agentKey(agent, key))).rows);
  if (row === undefined) return undefined;
  yield change(RECALL, at, text(row.conversation), int(row.seq));
  return { conversation: text(row.conversation) };
}

export function* notDelivered(delivery: string, why: string): Operation<Awaited<ReturnType<NativeRecords['notDelivered']>>> {
  const row = first((yield ask('SELECT state FROM deliveries WHERE id = ?', delivery)).rows);
  if (row !== undefined && text(row.state) === 'taken') return 'under-way';
  const { count } = yield change("UPDATE deliveries SET state = 'failed', why = ? WHERE id = ? AND state IN ('sent', 'unknown')", why, delivery);
  return count > 0 ? 'marked' : 'nothing';
}
