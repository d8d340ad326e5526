import { columns, kept, type Kept, selected } from './conversation-row';
import { deadline } from './deadline';
import { first } from './row';
import { wantSeat } from './seats';
import { ask, change, type Operation } from './statement';

const LOCK = `SELECT ${selected} FROM conversations c WHERE c.id = ? FOR UPDATE`;

/** The conversation, ours alone until the transaction ends. */
export function* lockConversation(id: string): Operation<Kept | undefined> {
  const row = first((yield ask(LOCK, id)).rows);
  return row === undefined ? undefined : kept(row);
}

/** Whether its words were removed; of one locked by us. */
export function* isEmptied(id: string): Operation<boolean> {
  return (yield ask('SELECT id FROM conversations WHERE id = ? AND emptied = 1', id)).rows.length > 0;
}

const READ = `SELECT ${selected} FROM conversations c WHERE c.id = ?`;

/** The conversation without a lock: for what never changes in it. */
export function* readConversation(id: string): Operation<Kept | undefined> {
  const row = first((yield ask(READ, id)).rows);
  return row === undefined ? undefined : kept(row);
}

const LOCK_OPEN = `SELECT ${selected} FROM conversations c WHERE c.open_key = ? FOR UPDATE`;

export function* lockOpen(openKey: string): Operation<Kept | undefined> {
  const row = first((yield ask(LOCK_OPEN, openKey)).rows);
  return row === undefined ? undefined : kept(row);
}

const INSERT = `INSERT INTO conversations (${columns.join(', ')}, due_why, due_at, emptied)
  VALUES (${columns.map(() => '?').join(', ')}, ?, ?, 0)`;

export function* insertConversation(c: Kept): Operation<void> {
  const due = deadline(c);
  yield change(INSERT, ...columns.map((column) => c[column]), due.why, due.at);
  yield* wantSeat(c);
}

/** What never changes after the opening. */
const fixed: readonly string[] = ['id', 'visitor', 'channel', 'account', 'opened_at', 'previous'];
const changing = columns.filter((column) => !fixed.includes(column));
const SAVE = `UPDATE conversations SET ${changing.map((column) => `${column} = ?`).join(', ')}, due_why = ?, due_at = ? WHERE id = ?`;

/** Writes everything that can change. Messages have shorter statements of their own. */
export function* saveConversation(c: Kept): Operation<void> {
  const due = deadline(c);
  yield change(SAVE, ...changing.map((column) => c[column]), due.why, due.at, c.id);
  yield* wantSeat(c);
}

const SPOKEN = `UPDATE conversations SET seq = ?, last_visitor_at = ?, asked_from = ?, ring_at = ?, rung = ?, card = ?, due_why = ?, due_at = ?
  WHERE id = ?`;

/** After the visitor's word where owner and state stay. */
export function* saveSpoken(c: Kept): Operation<void> {
  const due = deadline(c);
  yield change(SPOKEN, c.seq, c.last_visitor_at, c.asked_from, c.ring_at, c.rung, c.card, due.why, due.at, c.id);
}

const ANSWERED = `UPDATE conversations SET seq = ?, last_agent_at = ?, last_agent = ?, first_reply_at = ?, asked_from = ?, ring_at = ?, rung = ?,
  due_why = ?, due_at = ?, look_at = COALESCE(look_at, CAST(? AS BIGINT)) WHERE id = ?`;

/** After an agent's reply, which stops the ring. `lookAt`: when to look whether it was read, unless something is looked at before. */
export function* saveAnswered(c: Kept, lookAt: number | undefined): Operation<void> {
  const due = deadline(c);
  yield change(ANSWERED, c.seq, c.last_agent_at, c.last_agent, c.first_reply_at, c.asked_from, c.ring_at, c.rung, due.why, due.at, lookAt ?? null, c.id);
}

/** After a text nobody typed or a note: only the count grows, and perhaps the visitor was asked how it was. */
export function* saveSeq(c: Kept): Operation<void> {
  yield change('UPDATE conversations SET seq = ?, survey_asked_at = ? WHERE id = ?', c.seq, c.survey_asked_at, c.id);
}

/** Unique among open conversations: one per visitor and account, on `chat` one per visitor and entry. */
export const openKey = (visitor: string, account: string, scope: 'account' | 'entry', entry: string): string =>
  `${visitor}|${account}|${scope === 'entry' ? entry : ''}`;
