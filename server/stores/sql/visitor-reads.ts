import type { Identity } from '../../../shared/identity';
import type { Visitor } from '../records/people';
import { conversationOf, selected } from './conversation-row';
import { UNSETTLED } from './delivery-row';
import { visitorLane } from './lanes';
import { leftMessageOf, LEFT_MESSAGES } from './left-reads';
import { messageOf, MESSAGES } from './message-store';
import { first, int, list, text } from './row';
import { ask, type Operation } from './statement';
import { surveysOf } from './surveys';
import { visitsOf } from './visit-log';
import { visitorColumns, visitorOf } from './visitor-row';
import { findByWords } from './visitor-words';
import { uploadsOf } from './uploads';
import { where } from './where';

export function* visitorById(id: string): Operation<Visitor | undefined> {
  const row = first((yield ask(`SELECT ${visitorColumns} FROM visitors v WHERE v.id = ?`, id)).rows);
  return row && visitorOf(row);
}

export function* identities(visitor: string): Operation<Identity[]> {
  const { rows } = yield ask('SELECT provider, account, subject FROM identities WHERE visitor = ? ORDER BY provider, account, subject', visitor);
  return rows.map((row) => ({ provider: text(row.provider), account: text(row.account), subject: text(row.subject) }));
}

/** Newest first. */
export function* visitors(filter: { search?: string; before?: string; limit: number }): Operation<Visitor[]> {
  const last = filter.before === undefined ? undefined : first((yield ask('SELECT created_at FROM visitors WHERE id = ?', filter.before)).rows);
  if (filter.before !== undefined && last === undefined) return [];
  const at = last === undefined ? undefined : int(last.created_at);
  const sought = filter.search?.trim() ?? '';
  const ids = sought === '' ? undefined : yield* findByWords(sought);
  if (ids?.length === 0) return [];
  const found = ids && list(ids);
  const { sql, params } = where([
    [`v.id IN (${found?.marks ?? ''})`, ...(found?.values ?? [undefined])], ['v.created_at <= ?', at], ['(v.created_at < ? OR v.id < ?)', at, filter.before],
  ]);
  const { rows } = yield ask(`SELECT ${visitorColumns} FROM visitors v${sql} ORDER BY v.created_at DESC, v.id DESC LIMIT ?`, ...params, filter.limit);
  return rows.map(visitorOf);
}

const ALLOWANCE = `SELECT l.left_count, l.until_at, (SELECT COALESCE(SUM(d.parts - d.progress), 0) FROM deliveries d
    WHERE d.lane = l.lane AND d.${UNSETTLED} AND d.state IN ('pending', 'held')) AS spoken_for
  FROM lanes l WHERE l.lane = ? AND l.until_at > 0`;

/** What waits in the outbox is spoken for already. */
export function* allowance(visitor: string, account: string): Operation<{ left: number; until: number } | undefined> {
  const row = first((yield ask(ALLOWANCE, visitorLane(visitor, account))).rows);
  return row && { left: Math.max(0, int(row.left_count) - Number(row.spoken_for)), until: int(row.until_at) };
}

/** Everything the visitor may ask to be given. */
export function* exportVisitor(visitor: string): Operation<Record<string, unknown> | undefined> {
  const found = yield* visitorById(visitor);
  if (found === undefined) return undefined;
  const conversations = [];
  for (const row of (yield ask(`SELECT ${selected} FROM conversations c WHERE c.visitor = ? ORDER BY c.opened_at, c.id`, visitor)).rows) {
    const conversation = conversationOf(row);
    const messages = (yield ask(`${MESSAGES} WHERE m.conversation = ? AND m.sender <> 'note' ORDER BY m.seq`, conversation.id)).rows.map(messageOf);
    conversations.push({ ...conversation, messages });
  }
  const leftMessages = (yield ask(`${LEFT_MESSAGES} WHERE visitor = ? ORDER BY left_at`, visitor)).rows.map((row) => leftMessageOf(row, ''));
  const permits = (yield ask('SELECT account, template, count FROM permits WHERE visitor = ?', visitor)).rows;
  const sessions = (yield ask("SELECT account, created_at, expires_at, ip, user_agent FROM sessions WHERE kind = 'visitor' AND subject = ?", visitor)).rows;
  return {
    visitor: found, identities: yield* identities(visitor), conversations, uploads: yield* uploadsOf(visitor), leftMessages,
    surveys: yield* surveysOf(visitor), visits: yield* visitsOf(visitor), permits, sessions,
  };
}
