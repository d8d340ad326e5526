import type { MessageBody } from '../../../shared/message';
import type { VisitorFacts } from '../../../shared/visitor-facts';
import type { TransferRequest } from '../records/ownership';
import type { KeptLine } from '../records/workbench';
import { conversationOf, selected } from './conversation-row';
import { isDeliveryState, isFrom } from './message-store';
import type { ReadsOf, Table, WritesOf } from './operations';
import { given, int, intOrNull, json, list, text, textOrNull } from './row';
import { search } from './search';
import { ask, change, type Operation, type Row } from './statement';
import { mostUsedTags, tag } from './tags';
import { requestOf, TRANSFERS } from './transfers';

/** What he has answered he has read, wherever he did. */
const HAS_READ = `COALESCE((SELECT r.seq FROM agent_readings r WHERE r.conversation = c.id AND r.agent = c.agent), 0)`;
const HAS_ANSWERED = `COALESCE((SELECT a.seq FROM messages a WHERE a.conversation = c.id AND a.sender = 'agent' AND a.agent = c.agent ORDER BY a.seq DESC LIMIT 1), 0)`;

const LINES = `SELECT ${selected}, v.facts, l.seq AS last_seq, l.at AS last_at, l.sender AS last_sender, l.body AS last_body, q.at AS asked_at,
    u.seq AS undelivered_seq, u.state AS undelivered_state, u.why AS undelivered_why,
    (SELECT COUNT(*) FROM messages m WHERE m.conversation = c.id AND m.sender = 'visitor' AND m.seq > ${HAS_READ} AND m.seq > ${HAS_ANSWERED}) AS unread
  FROM conversations c LEFT JOIN visitors v ON v.id = c.visitor
    LEFT JOIN messages q ON q.conversation = c.id AND q.seq = c.asked_from
    LEFT JOIN messages l ON l.conversation = c.id AND l.seq = (
      SELECT s.seq FROM messages s WHERE s.conversation = c.id AND s.sender IN ('visitor', 'agent') AND s.recalled_at IS NULL ORDER BY s.seq DESC LIMIT 1)
    LEFT JOIN deliveries u ON u.n = (
      SELECT d.n FROM deliveries d WHERE d.conversation = c.id AND d.kind = 'visitor' AND d.state IN ('failed', 'held', 'unknown') AND d.system = 0
      ORDER BY d.seq DESC LIMIT 1)`;

function lineOf(row: Row): KeptLine {
  const facts = textOrNull(row.facts);
  return {
    conversation: conversationOf(row), unread: int(row.unread),
    ...given({
      name: facts === null ? null : json<VisitorFacts>(facts).name, unansweredSince: intOrNull(row.asked_at), last: lastOf(row), undelivered: undeliveredOf(row),
    }),
  };
}

function lastOf(row: Row): KeptLine['last'] | null {
  const from = textOrNull(row.last_sender);
  return from !== null && isFrom(from) ? { seq: int(row.last_seq), at: int(row.last_at), from, body: json<MessageBody>(row.last_body) } : null;
}

function undeliveredOf(row: Row): KeptLine['undelivered'] | null {
  const state = textOrNull(row.undelivered_state);
  return state !== null && isDeliveryState(state) ? { seq: int(row.undelivered_seq), state, why: textOrNull(row.undelivered_why) ?? '' } : null;
}

function* lines(conversations: string[]): Operation<KeptLine[]> {
  if (conversations.length === 0) return [];
  const { marks, values } = list(conversations);
  return (yield ask(`${LINES} WHERE c.id IN (${marks})`, ...values)).rows.map(lineOf);
}

function* linesOf(agents: string[]): Operation<KeptLine[]> {
  if (agents.length === 0) return [];
  const { marks, values } = list(agents);
  return (yield ask(`${LINES} WHERE c.agent IN (${marks}) AND c.state = 'assigned' ORDER BY c.agent, c.opened_at, c.id`, ...values)).rows.map(lineOf);
}

const READ = `INSERT INTO agent_readings (conversation, agent, seq) SELECT c.id, CAST(? AS TEXT), CAST(? AS BIGINT) FROM conversations c WHERE c.id = ? AND c.emptied = 0
  ON CONFLICT (conversation, agent) DO UPDATE SET seq = excluded.seq WHERE agent_readings.seq < excluded.seq`;

type Marks = { conversation: string; agent: string; seq: number }[];

/** In the order of their names, so that two nodes with the same ones do not wait for each other. */
function* read(marks: Marks): Operation<void> {
  const name = ({ conversation, agent }: Marks[number]): string => `${conversation} ${agent}`;
  for (const { conversation, agent, seq } of [...marks].sort((a, b) => (name(a) < name(b) ? -1 : 1))) yield change(READ, agent, seq, conversation);
}

export function* forgetAgentReadings(conversation: string): Operation<void> {
  yield change('DELETE FROM agent_readings WHERE conversation = ?', conversation);
}

function* transfers(agents: string[]): Operation<TransferRequest[]> {
  if (agents.length === 0) return [];
  const { marks, values } = list(agents);
  const { rows } = yield ask(`${TRANSFERS} WHERE asker IN (${marks}) OR target IN (${marks}) ORDER BY until_at, conversation`, ...values, ...values);
  return rows.map((row) => requestOf(text(row.conversation), row));
}

export const workbenchWrites: Table<WritesOf<'workbench'>> = { 'workbench.read': read, 'workbench.tag': tag };
export const workbenchReads: Table<ReadsOf<'workbench'>> = {
  'workbench.lines': lines, 'workbench.linesOf': linesOf, 'workbench.transfers': transfers, 'workbench.mostUsedTags': mostUsedTags, 'workbench.search': search,
};
