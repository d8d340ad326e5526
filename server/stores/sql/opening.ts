import type { Terms } from '../records/arrivals';
import type { Kept } from './conversation-row';
import { openKey } from './conversation-store';
import { first, int, text } from './row';
import { ask, change, type Operation } from './statement';

const LATEST = 'SELECT id, entry, entered_at, last_visitor_at FROM conversations WHERE visitor = ? AND account = ? ORDER BY opened_at DESC LIMIT 1';
const LATEST_ENTRY = `SELECT id, entry, entered_at, last_visitor_at FROM conversations WHERE visitor = ? AND account = ? AND entry = ?
  ORDER BY opened_at DESC LIMIT 1`;

export interface Latest {
  id: string;
  entry: string;
  enteredAt: number;
  at: number;
}

/** The visitor's last conversation on this account (on `chat`: through this entry), open or not. */
export function* latestOf(visitor: string, account: string, entry: string | undefined): Operation<Latest | undefined> {
  const row = first((entry === undefined ? yield ask(LATEST, visitor, account) : yield ask(LATEST_ENTRY, visitor, account, entry)).rows);
  if (row === undefined) return undefined;
  const enteredAt = int(row.entered_at);
  const spokeAt = typeof row.last_visitor_at === 'number' ? row.last_visitor_at : 0;
  return { id: text(row.id), entry: text(row.entry), enteredAt, at: Math.max(enteredAt, spokeAt) };
}

export const opening = (o: {
  id: string; visitor: string; terms: Terms; scope: 'account' | 'entry'; at: number; now: number; previous: string | undefined;
}): Kept => ({
  id: o.id, visitor: o.visitor, channel: o.terms.channel, account: o.terms.account, entry: o.terms.entry, state: 'waiting', version: 1,
  agent: null, step: null, priority: o.terms.priority,
  ageing_ms: Math.max(1, o.terms.ageingSeconds * 1000), silent_ms: o.terms.silentSeconds * 1000, idle_ms: o.terms.idleMinutes * 60_000,
  opened_at: o.now, entered_at: o.at, waiting_since: o.now, wait_until: null, assigned_at: null, closed_at: null,
  seq: 0, last_visitor_at: null, last_agent_at: null, last_agent: null, first_reply_at: null, asked_from: null,
  ring_ms: 0, ring_at: null, rung: 0, tell: 0, card: null, missed: '[]', previous: o.previous ?? null, close_reason: null, survey_asked_at: null, tags: null,
  open_key: openKey(o.visitor, o.terms.account, o.scope, o.terms.entry),
});

export function* seen(visitor: string, entry: string, now: number): Operation<void> {
  yield change('UPDATE visitors SET seen_at = ?, last_entry = ? WHERE id = ?', now, entry, visitor);
}
