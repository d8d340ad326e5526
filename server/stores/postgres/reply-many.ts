import type { Message } from '../../../shared/message';
import type { Replied, Reply } from '../records/replies';
import { announced } from '../sql/announce';
import { type Kept, shown } from '../sql/conversation-row';
import { deadline } from '../sql/deadline';
import { agentKey, fileOf, messageFrom, type NewMessage } from '../sql/message-store';
import { packed, unpacked } from '../sql/packed-conversation';
import { spokeAsAgent } from '../sql/reply';
import { first, int, text } from '../sql/row';
import { ask, type Operation } from '../sql/statement';
import { CHANGE_LANES, createLaneChanges } from './lane-changes';
import { recordset } from './recordset';

const replies = recordset({ ord: 'BIGINT', conversation: 'TEXT', once_key: 'TEXT', agent: 'TEXT' });
const messages = recordset({ conversation: 'TEXT', seq: 'BIGINT', id: 'TEXT', at: 'BIGINT', agent: 'TEXT', body: 'TEXT', file: 'TEXT', once_key: 'TEXT', arrived: 'BIGINT' });
const conversations = recordset({
  id: 'TEXT', seq: 'BIGINT', last_agent_at: 'BIGINT', last_agent: 'TEXT', first_reply_at: 'BIGINT', due_why: 'TEXT', due_at: 'BIGINT', look_at: 'BIGINT',
});

/** The conversations, locked in the order of their ids, with what else decides whether he may answer plainly. */
const OPEN = `SELECT r.ord, k.seq AS known, a.misses, a.forced_by, c.id, ${packed} FROM ${replies.from}
  JOIN conversations c ON c.id = r.conversation
  LEFT JOIN agents a ON a.agent = r.agent
  LEFT JOIN messages k ON k.once_key = r.once_key
  ORDER BY c.id FOR UPDATE OF c`;
const STORE = `INSERT INTO messages (conversation, seq, id, at, sender, agent, body, file, once_key, arrived)
  SELECT conversation, seq, id, at, 'agent', agent, body, file, once_key, arrived FROM ${messages.from} ON CONFLICT (once_key) DO NOTHING`;
const ANSWERED = `UPDATE conversations AS c SET seq = r.seq, last_agent_at = r.last_agent_at, last_agent = r.last_agent, first_reply_at = r.first_reply_at,
    asked_from = NULL, ring_at = NULL, rung = 1, due_why = r.due_why, due_at = r.due_at, look_at = COALESCE(c.look_at, r.look_at)
  FROM ${conversations.from} WHERE c.id = r.id`;
const WRITE = `WITH stored AS (${STORE} RETURNING seq), answered AS (${ANSWERED}), changed AS (${CHANGE_LANES})
  SELECT n.stored, changed.lane, changed.held FROM (SELECT COUNT(*) AS stored FROM stored) AS n LEFT JOIN changed ON true`;

/** The owner's own words which the visitor reads where they are stored, with nothing that is used up or spent. */
export const isPlain = ({ from, agent, act, saidThere, upload, needsAllowance, asksSurvey, deliveries }: Reply): boolean =>
  from === 'agent' && agent !== undefined && deliveries.length === 0 && !act && !saidThere && upload === undefined && needsAllowance === undefined && !asksSurvey;

const keyOf = (reply: Reply): string => agentKey(reply.agent, reply.key);

/** Each reply's conversation where it is his and the message new; one object for each conversation. */
function* plainOnes(all: readonly Reply[]): Operation<Map<number, Kept>> {
  const wanted = all.flatMap((reply, ord) => (isPlain(reply) ? [{ ord, conversation: reply.conversation, once_key: keyOf(reply), agent: reply.agent ?? '' }] : []));
  if (wanted.length === 0) return new Map();
  const byId = new Map<string, Kept>();
  const plain = new Map<number, Kept>();
  for (const row of (yield ask(OPEN, replies.param(wanted))).rows) {
    const id = text(row.id);
    const c = byId.get(id) ?? unpacked(row.packed);
    byId.set(id, c);
    const ord = int(row.ord);
    const reply = all[ord];
    const isHis = c.state === 'assigned' && c.agent === reply?.agent;
    if (isHis && row.known === null && row.forced_by === null && (row.misses === null || int(row.misses) === 0)) plain.set(ord, c);
  }
  // What is said in the same conversation behind one that is done by itself keeps its place.
  const apart = new Set(all.flatMap(({ conversation }, ord) => (plain.has(ord) ? [] : [conversation])));
  for (const [ord, c] of plain) if (apart.has(c.id)) plain.delete(ord);
  return plain;
}

const messageRow = (m: NewMessage) => ({
  conversation: m.conversation, seq: m.seq, id: m.id, at: m.at, agent: m.agent ?? null, body: JSON.stringify(m.body), file: fileOf(m.body), once_key: m.key ?? null,
  arrived: m.arrived === true ? 1 : null,
});

/**
 * Agents' answers on our own page, all in a few statements; the result is the same as of one `reply` after the other.
 * Undefined stands for one that needs more than that.
 */
export function* replyMany(all: readonly Reply[]): Operation<(Replied | undefined)[]> {
  const plain = yield* plainOnes(all);
  const lanes = createLaneChanges();
  const stored: NewMessage[] = [];
  const known = new Map<string, Message>();
  const lookAt = new Map<string, number>();
  const answers = all.map((reply, ord): Replied | undefined => {
    const c = plain.get(ord);
    if (c === undefined) return undefined;
    const key = keyOf(reply);
    const repeated = known.get(key);
    if (repeated !== undefined) return { kind: 'duplicate', message: repeated, conversation: shown(c) };
    c.seq += 1;
    spokeAsAgent(c, reply);
    if (reply.lookAt !== undefined && !lookAt.has(c.id)) lookAt.set(c.id, reply.lookAt);
    const one: NewMessage = { id: reply.newMessage, conversation: c.id, seq: c.seq, at: reply.now, from: 'agent', agent: reply.agent, body: reply.body, arrived: reply.arrived, key };
    const message = messageFrom(one);
    const conversation = shown(c);
    stored.push(one);
    known.set(key, message);
    for (const d of announced(reply.announce?.webhooks, 'message.created', reply.newMessage, reply.now, conversation, message)) lanes.add(d, c, reply.now);
    return { kind: 'stored', message, conversation };
  });
  if (stored.length === 0) return answers;
  const rows = [...new Set(plain.values())].map((c) => {
    const due = deadline(c);
    return {
      id: c.id, seq: c.seq, last_agent_at: c.last_agent_at, last_agent: c.last_agent, first_reply_at: c.first_reply_at, due_why: due.why, due_at: due.at,
      look_at: lookAt.get(c.id) ?? null,
    };
  });
  const now = Math.max(...all.map((reply) => reply.now));
  const written = (yield ask(WRITE, messages.param(stored.map(messageRow)), conversations.param(rows), lanes.changes(), now, now)).rows;
  if (first(written)?.stored !== stored.length) throw new Error('a message was stored by another node meanwhile');
  yield* lanes.follow(written);
  return answers;
}
