import type { Conversation } from '../../../shared/conversation';
import type { Message } from '../../../shared/message';
import type { Found, Searching, SearchPlace } from '../records/search';
import { conversationOf, selected } from './conversation-row';
import { messageOf } from './message-store';
import { list } from './row';
import { ask, type Operation, type SqlValue } from './statement';

/** What one look reads at most, however many conversations there are: what lies behind is asked for by the place where it ended. */
const MOST_CONVERSATIONS = 500;
const MOST_MESSAGES = 8_000;
/** Colleagues whose conversations one look goes through. */
const MOST_COLLEAGUES = 30;

/** The part of a conversation one look reads: numbers above `from` and below `to`. */
interface Stretch {
  conversation: Conversation;
  from: number;
  to: number;
}

const BEFORE = 'c.opened_at <= ? AND (c.opened_at < ? OR c.id <= ?) AND c.opened_at >= ?';
const NEWEST = `ORDER BY c.opened_at DESC, c.id DESC LIMIT ${MOST_CONVERSATIONS}`;
const OF_ALL = `SELECT ${selected} FROM conversations c WHERE ${BEFORE} ${NEWEST}`;
const OWN = `SELECT c.id, c.opened_at FROM conversations c WHERE c.agent = ? AND ${BEFORE} ${NEWEST}`;
/** Of colleagues, what is over. */
const THEIRS = `SELECT c.id, c.opened_at FROM conversations c WHERE c.agent = ? AND c.state = 'closed' AND ${BEFORE} ${NEWEST}`;

/** Each agent's newest by the index, put together. */
const ofAgents = (colleagues: number): string => {
  const parts = [OWN, ...Array.from({ length: colleagues }, () => THEIRS)].map((part, n) => `SELECT id, opened_at FROM (${part}) AS found${n}`);
  return `SELECT ${selected} FROM conversations c WHERE c.id IN (SELECT id FROM (${parts.join(' UNION ALL ')}) AS found ORDER BY opened_at DESC, id DESC LIMIT ${MOST_CONVERSATIONS}) ORDER BY c.opened_at DESC, c.id DESC`;
};

function* candidates({ who, from = 0 }: Searching, { openedAt, id }: SearchPlace): Operation<Conversation[]> {
  const before: SqlValue[] = [openedAt, openedAt, id, from];
  if (who === 'all') return (yield ask(OF_ALL, ...before)).rows.map(conversationOf);
  const colleagues = who.colleagues.slice(0, MOST_COLLEAGUES);
  const params = [who.agent, ...colleagues].flatMap((agent) => [agent, ...before]);
  return (yield ask(ofAgents(colleagues.length), ...params)).rows.map(conversationOf);
}

/** As many as may be read, the newest first; `next` where there is more. */
function stretches(conversations: readonly Conversation[], place: SearchPlace): { all: Stretch[]; next?: SearchPlace } {
  const all: Stretch[] = [];
  let left = MOST_MESSAGES;
  for (const conversation of conversations) {
    const { id, openedAt, seq } = conversation;
    const to = id === place.id && place.seq !== undefined ? Math.min(place.seq, seq + 1) : seq + 1;
    if (to <= 1) continue;
    if (left <= 0) return { all, next: { openedAt, id, seq: to } };
    const from = Math.max(0, to - 1 - left);
    all.push({ conversation, from, to });
    left -= to - 1 - from;
    if (from > 0) return { all, next: { openedAt, id, seq: from + 1 } };
  }
  const last = conversations.at(-1);
  // The first number of the last one has been read: the next look begins behind it.
  return { all, ...(last && conversations.length === MOST_CONVERSATIONS && { next: { openedAt: last.openedAt, id: last.id, seq: 1 } }) };
}

const WORDS = `SELECT m.conversation, m.seq, m.id, m.at, m.sender, m.agent, m.body, m.recalled_at
  FROM messages m JOIN conversations c ON c.id = m.conversation
  WHERE m.sender <> 'system' AND m.recalled_at IS NULL AND LOWER(m.body) LIKE ? ESCAPE '!'
    AND (LOWER(m.body) LIKE ? ESCAPE '!' OR LOWER(m.body) LIKE ? ESCAPE '!' OR LOWER(m.body) LIKE ? ESCAPE '!')`;
const ORDER = 'ORDER BY c.opened_at DESC, c.id DESC, m.seq DESC LIMIT ?';

/** Bodies are JSON, so what is sought is written as it stands there, behind a field of words. Roughly right: who asks looks at the words themselves. */
function patterns(words: string): string[] {
  const sought = JSON.stringify(words.toLowerCase()).slice(1, -1).replace(/[!%_]/g, '!$&');
  return [`%${sought}%`, ...['text', 'name', 'title'].map((field) => `%"${field}":"%${sought}%`)];
}

function* wordsIn(all: readonly Stretch[], words: string, limit: number): Operation<Message[]> {
  const like = patterns(words);
  const whole = all.filter(({ conversation, from, to }) => from === 0 && to > conversation.seq);
  const found: Message[] = [];
  for (const { conversation, from, to } of all.filter((one) => !whole.includes(one))) {
    const { rows } = yield ask(`${WORDS} AND m.conversation = ? AND m.seq > ? AND m.seq < ? ${ORDER}`, ...like, conversation.id, from, to, limit);
    found.push(...rows.map(messageOf));
  }
  if (whole.length > 0) {
    const { marks, values } = list(whole.map(({ conversation }) => conversation.id));
    found.push(...(yield ask(`${WORDS} AND m.conversation IN (${marks}) ${ORDER}`, ...like, ...values, limit)).rows.map(messageOf));
  }
  return found;
}

const START: SearchPlace = { openedAt: Number.MAX_SAFE_INTEGER, id: '\u{10ffff}' };

export function* search(searching: Searching): Operation<Found> {
  const place = searching.before ?? (searching.to === undefined ? START : { openedAt: searching.to, id: START.id });
  const { all, next } = stretches(yield* candidates(searching, place), place);
  if (all.length === 0) return { hits: [] };
  const order = new Map(all.map(({ conversation }, at) => [conversation.id, at]));
  const rank = ({ conversation }: Message): number => order.get(conversation) ?? all.length;
  const words = [...(yield* wordsIn(all, searching.words, searching.limit + 1))].sort((one, other) => rank(one) - rank(other) || other.seq - one.seq);
  const hits = words.slice(0, searching.limit).flatMap((message) => {
    const stretch = all[rank(message)];
    return stretch ? [{ conversation: stretch.conversation, message }] : [];
  });
  const last = hits.at(-1);
  const end = words.length > searching.limit && last ? { openedAt: last.conversation.openedAt, id: last.conversation.id, seq: last.message.seq } : next;
  return { hits, ...(end && { next: end }) };
}
