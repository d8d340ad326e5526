import type { MessageBody } from '../../../shared/message';
import type { LeftMessage } from '../records/people';
import { first, int, intOrNull, json, text, textOrNull } from './row';
import { ask, type Operation, type Row } from './statement';
import { where } from './where';

export const LEFT_MESSAGES = `SELECT conversation, visitor, entry, left_at, due_agent, due_group, contact, follow_up, done_by, note, done_at FROM left_messages`;

export const leftMessageOf = (row: Row, words: string): LeftMessage => {
  const out: LeftMessage = {
    conversation: text(row.conversation), visitor: text(row.visitor), entry: text(row.entry), leftAt: int(row.left_at), due: {},
    followUp: row.follow_up === 'done' ? 'done' : 'open', words,
  };
  const agent = textOrNull(row.due_agent);
  const group = textOrNull(row.due_group);
  const contact = textOrNull(row.contact);
  const by = textOrNull(row.done_by);
  const note = textOrNull(row.note);
  const doneAt = intOrNull(row.done_at);
  if (agent !== null) out.due.agent = agent;
  if (group !== null) out.due.group = group;
  if (contact !== null) out.contact = contact;
  if (by !== null) out.by = by;
  if (note !== null) out.note = note;
  if (doneAt !== null) out.doneAt = doneAt;
  return out;
};

const WORDS = "SELECT body FROM messages WHERE conversation = ? AND sender = 'visitor' ORDER BY seq DESC LIMIT 20";
const LONGEST = 500;

/** The last words, oldest first, in one line each. What is not text is named by its kind. */
function* wordsOf(conversation: string): Operation<string> {
  const bodies = (yield ask(WORDS, conversation)).rows.map((row) => json<MessageBody>(row.body)).reverse();
  const lines = bodies.filter((body) => body.kind !== 'event').map((body) => (body.kind === 'text' ? body.text : `[${body.kind}]`));
  const all = [...lines.join('\n')];
  return all.length <= LONGEST ? all.join('') : `${all.slice(0, LONGEST).join('')}…`;
}

interface Filter { state?: 'open' | 'done'; agent?: string; group?: string; before?: string; limit: number }

/** Newest first; `before` is the conversation of the last one seen. */
export function* leftMessages(filter: Filter): Operation<LeftMessage[]> {
  const last = filter.before === undefined ? undefined : first((yield ask('SELECT left_at FROM left_messages WHERE conversation = ?', filter.before)).rows);
  if (filter.before !== undefined && last === undefined) return [];
  const at = last === undefined ? undefined : int(last.left_at);
  const { sql, params } = where([
    ['follow_up = ?', filter.state], ['due_agent = ?', filter.agent], ['due_group = ?', filter.group],
    ['left_at <= ?', at], ['(left_at < ? OR conversation < ?)', at, filter.before],
  ]);
  const { rows } = yield ask(`${LEFT_MESSAGES}${sql} ORDER BY left_at DESC, conversation DESC LIMIT ?`, ...params, filter.limit);
  const found: LeftMessage[] = [];
  for (const row of rows) found.push(leftMessageOf(row, yield* wordsOf(text(row.conversation))));
  return found;
}
