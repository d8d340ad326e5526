import type { Message } from '../../../shared/message';
import type { Inbound, Received } from '../records/arrivals';
import { announced } from '../sql/announce';
import { type Kept, shown } from '../sql/conversation-row';
import { deadline } from '../sql/deadline';
import { fileOf, messageFrom, type NewMessage } from '../sql/message-store';
import { packed, unpacked } from '../sql/packed-conversation';
import { inboundMessage, isWord, openKeyRest, spoke, wordsFor } from '../sql/receive';
import { visitorLane } from '../sql/lanes';
import { first, int, text } from '../sql/row';
import { ask, type Operation } from '../sql/statement';
import { CHANGE_LANES, createLaneChanges } from './lane-changes';
import { recordset } from './recordset';

const inbounds = recordset({ ord: 'BIGINT', once_key: 'TEXT', rest: 'TEXT', provider: 'TEXT', account: 'TEXT', subject: 'TEXT' });
const messages = recordset({ conversation: 'TEXT', seq: 'BIGINT', id: 'TEXT', at: 'BIGINT', body: 'TEXT', file: 'TEXT', once_key: 'TEXT' });
const conversations = recordset({
  id: 'TEXT', seq: 'BIGINT', last_visitor_at: 'BIGINT', asked_from: 'BIGINT', ring_at: 'BIGINT', rung: 'BIGINT', card: 'TEXT', due_why: 'TEXT', due_at: 'BIGINT',
});

/** Open conversations, locked in the order of their ids, and whether the message is known already. */
const OPEN = `SELECT r.ord, k.seq AS known, c.id, ${packed} FROM ${inbounds.from}
  JOIN identities i ON i.provider = r.provider AND i.account = r.account AND i.subject = r.subject
  JOIN conversations c ON c.open_key = i.visitor || r.rest
  LEFT JOIN messages k ON k.once_key = i.visitor || '|' || r.once_key
  ORDER BY c.id FOR UPDATE OF c`;
const STORE = `INSERT INTO messages (conversation, seq, id, at, sender, body, file, once_key)
  SELECT conversation, seq, id, at, 'visitor', body, file, once_key FROM ${messages.from} ON CONFLICT (once_key) DO NOTHING`;
const SPOKEN = `UPDATE conversations AS c SET seq = r.seq, last_visitor_at = r.last_visitor_at, asked_from = r.asked_from, ring_at = r.ring_at,
    rung = r.rung, card = r.card, due_why = r.due_why, due_at = r.due_at
  FROM ${conversations.from} WHERE c.id = r.id`;
/** All of it on one way there and back. The conversations are locked already, so that the order within does not matter. */
const WRITE = `WITH stored AS (${STORE} RETURNING seq), spoken AS (${SPOKEN}), changed AS (${CHANGE_LANES})
  SELECT n.stored, changed.lane, changed.held FROM (SELECT COUNT(*) AS stored FROM stored) AS n LEFT JOIN changed ON true`;

/** Each inbound's conversation where it is open, its state plain and the message new; one object for each conversation. */
function* plainOnes(all: readonly Inbound[]): Operation<Map<number, Kept>> {
  const wanted = all.map((i, ord) => {
    const { provider, account, subject } = i.identity;
    return { ord, once_key: i.key, rest: openKeyRest(i), provider, account, subject };
  });
  const byId = new Map<string, Kept>();
  const plain = new Map<number, Kept>();
  for (const row of (yield ask(OPEN, inbounds.param(wanted))).rows) {
    const id = text(row.id);
    const c = byId.get(id) ?? unpacked(row.packed);
    byId.set(id, c);
    if (row.known === null && c.state !== 'left') plain.set(int(row.ord), c);
  }
  // Uploads are used up one by one, and what is said in the same conversation keeps its place behind them.
  const withUpload = new Set(all.flatMap(({ upload }, ord) => (upload === undefined ? [] : plain.get(ord) ?? [])));
  for (const [ord, c] of plain) if (withUpload.has(c)) plain.delete(ord);
  return plain;
}

const messageRow = (m: NewMessage) =>
  ({ conversation: m.conversation, seq: m.seq, id: m.id, at: m.at, body: JSON.stringify(m.body), file: fileOf(m.body), once_key: m.key ?? null });

const conversationRow = (c: Kept) => {
  const due = deadline(c);
  return {
    id: c.id, seq: c.seq, last_visitor_at: c.last_visitor_at, asked_from: c.asked_from, ring_at: c.ring_at, rung: c.rung, card: c.card,
    due_why: due.why, due_at: due.at,
  };
};

/**
 * Visitors' messages that go into open conversations, all in a few statements; the result is the same as of one `receive`
 * after the other. Undefined stands for one that needs more than that: a conversation to open or to reopen, an upload, a repetition.
 */
export function* receiveMany(all: readonly Inbound[]): Operation<(Received | undefined)[]> {
  const plain = yield* plainOnes(all);
  const lanes = createLaneChanges();
  const stored: NewMessage[] = [];
  const known = new Map<string, Message>();
  const fresh: Extract<Received, { kind: 'stored' }>[] = [];
  const seen = new Set<string>();
  const answers = all.map((i, ord): Received | undefined => {
    const c = plain.get(ord);
    if (c === undefined) return undefined;
    const repeated = known.get(`${c.visitor}|${i.key}`);
    if (repeated !== undefined) return { kind: 'duplicate', conversation: shown(c), message: repeated };
    c.seq += 1;
    const { agent, tell, card } = c;
    const silent = c.last_visitor_at === null;
    const words = isWord(i.body) ? wordsFor(i, { agent, tell, card }, c.seq) : [];
    spoke(c, i);
    const one = inboundMessage(i, c);
    const message = messageFrom(one);
    const conversation = shown(c);
    stored.push(one);
    known.set(`${c.visitor}|${i.key}`, message);
    lanes.grant(i, c);
    for (const d of words) lanes.add(d, c, i.now);
    const announcing = announced(i.announce?.webhooks, 'message.created', i.newMessage, i.now, conversation, message);
    for (const d of announcing) lanes.add(d, c, i.now);
    const answer = { kind: 'stored' as const, opened: false, first: silent, toSend: words.length + announcing.length > 0, conversation, message };
    fresh.push(answer);
    return answer;
  });
  if (stored.length === 0) return answers;
  const now = Math.max(...all.map((i) => i.now));
  const spoken = conversations.param([...new Set(plain.values())].map(conversationRow));
  const { rows } = yield ask(WRITE, messages.param(stored.map(messageRow)), spoken, lanes.changes(), now, now);
  // another node stored one of them in this moment, in another conversation: seen when asked one by one
  if (first(rows)?.stored !== stored.length) throw new Error('a message was stored by another node meanwhile');
  const due = yield* lanes.follow(rows);
  // one act frees what was held; that of the visitor's first message in this batch
  for (const answer of fresh) {
    const lane = visitorLane(answer.conversation.visitor, answer.conversation.account);
    if (due.has(lane) && !seen.has(lane)) answer.toSend = true;
    seen.add(lane);
  }
  return answers;
}
