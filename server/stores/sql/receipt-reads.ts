import type { Receipt } from '../../../shared/receipt';
import { int, json, text } from './row';
import { ask, type Operation } from './statement';
import { where } from './where';

interface Filter { conversation?: string; entry?: string; agent?: string; from?: number; to?: number; before?: number; limit: number }

/** Newest first. */
export function* receipts(filter: Filter): Operation<(Receipt & { conversation: string; n: number })[]> {
  const { sql, params } = where([
    ['conversation = ?', filter.conversation], ['entry = ?', filter.entry], ['agent = ?', filter.agent], ['at >= ?', filter.from], ['at < ?', filter.to], ['n < ?', filter.before],
  ]);
  const { rows } = yield ask(`SELECT n, conversation, body FROM receipts${sql} ORDER BY n DESC LIMIT ?`, ...params, filter.limit);
  return rows.map((row) => ({ ...json<Receipt>(row.body), conversation: text(row.conversation), n: int(row.n) }));
}
