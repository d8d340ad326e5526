import type { ChannelKind } from '../../../shared/config/entry';
import type { Conversation } from '../../../shared/conversation';
import { conversationOf, selected } from './conversation-row';
import { openKey } from './conversation-store';
import type { ReadsOf, Table } from './operations';
import { overdue } from './overdue';
import { place, served, waiting, waitingCounts } from './queue';
import { first, int, list, text } from './row';
import { before, replied, since } from './message-reads';
import { receipts } from './receipt-reads';
import { ask, type Operation } from './statement';
import { transferAsked } from './transfers';
import { type Condition, where } from './where';

const FROM = `SELECT ${selected} FROM conversations c`;
const OF_TAG = `SELECT ${selected} FROM conversation_tags t JOIN conversations c ON c.id = t.conversation`;

function* get(id: string): Operation<Conversation | undefined> {
  const row = first((yield ask(`${FROM} WHERE c.id = ?`, id)).rows);
  return row && conversationOf(row);
}

function* find(ids: string[]): Operation<Conversation[]> {
  if (ids.length === 0) return [];
  const { marks, values } = list(ids);
  const { rows } = yield ask(`${FROM} WHERE c.id IN (${marks})`, ...values);
  return rows.map(conversationOf);
}

function* openOf(visitor: string, channel: ChannelKind, account: string, entry?: string): Operation<Conversation | undefined> {
  const key = openKey(visitor, account, entry === undefined ? 'account' : 'entry', entry ?? '');
  const row = first((yield ask(`${FROM} WHERE c.open_key = ? AND c.channel = ?`, key, channel)).rows);
  if (row !== undefined) return conversationOf(row);
  // asked without knowing the scope: the entry may be part of its key or not
  const other = first((yield ask(
    `${FROM} WHERE c.visitor = ? AND c.account = ? AND c.channel = ? AND c.open_key IS NOT NULL ORDER BY c.opened_at DESC`, visitor, account, channel,
  )).rows.filter((found) => entry === undefined || found.entry === entry));
  return other && conversationOf(other);
}

function* ofAgent(agent: string): Operation<Conversation[]> {
  return (yield ask(`${FROM} WHERE c.agent = ? AND c.state = 'assigned' ORDER BY c.opened_at, c.id`, agent)).rows.map(conversationOf);
}

function* lastAgent(visitor: string): Operation<{ agent: string; at: number } | undefined> {
  const row = first((yield ask(
    'SELECT last_agent, last_agent_at FROM conversations WHERE visitor = ? AND last_agent IS NOT NULL ORDER BY last_agent_at DESC LIMIT 1', visitor,
  )).rows);
  return row && { agent: text(row.last_agent), at: int(row.last_agent_at) };
}

interface Filter { state?: string; unanswered?: true; entry?: string; agent?: string; visitor?: string; tag?: string; accounts?: string[]; from?: number; to?: number; before?: string; limit: number }

/** Newest first; `before` is the id of the last one seen. */
function* listConversations(filter: Filter): Operation<Conversation[]> {
  const conditions: Condition[] = [
    ['c.state = ?', filter.state], ['c.entry = ?', filter.entry], ['c.agent = ?', filter.agent], ['c.visitor = ?', filter.visitor],
    ['c.opened_at >= ?', filter.from], ['c.opened_at < ?', filter.to],
  ];
  if (filter.unanswered) conditions.push(['c.open_key IS NOT NULL'], ['c.asked_from IS NOT NULL']);
  if (filter.accounts !== undefined) {
    if (filter.accounts.length === 0) return [];
    const { marks, values } = list(filter.accounts);
    conditions.push([`c.account IN (${marks})`, ...values]);
  }
  if (filter.before !== undefined) {
    const last = first((yield ask('SELECT opened_at FROM conversations WHERE id = ?', filter.before)).rows);
    if (last === undefined) return [];
    const at = int(last.opened_at);
    conditions.push(['c.opened_at <= ?', at], ['(c.opened_at < ? OR c.id < ?)', at, filter.before]);
  }
  const { sql, params } = where([['t.tag = ?', filter.tag], ...conditions]);
  if (filter.tag !== undefined) return (yield ask(`${OF_TAG}${sql} ORDER BY t.opened_at DESC, t.conversation DESC LIMIT ?`, ...params, filter.limit)).rows.map(conversationOf);
  return (yield ask(`${FROM}${sql} ORDER BY c.opened_at DESC, c.id DESC LIMIT ?`, ...params, filter.limit)).rows.map(conversationOf);
}

export const conversationReads: Table<ReadsOf<'conversations'>> = {
  'conversations.get': get,
  'conversations.find': find,
  'conversations.openOf': openOf,
  'conversations.since': since,
  'conversations.replied': replied,
  'conversations.before': before,
  'conversations.waiting': waiting,
  'conversations.waitingCounts': waitingCounts,
  'conversations.place': place,
  'conversations.served': served,
  'conversations.overdue': overdue,
  'conversations.transferAsked': transferAsked,
  'conversations.ofAgent': ofAgent,
  'conversations.lastAgent': lastAgent,
  'conversations.receipts': receipts,
  'conversations.list': listConversations,
};
