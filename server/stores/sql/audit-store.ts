import type { AuditRow } from '../records/config';
import { first, int, text, textOrNull } from './row';
import { ask, change, type Operation, type Row } from './statement';
import { where, type Condition } from './where';

export function* audit(row: AuditRow): Operation<void> {
  yield change(
    'INSERT INTO audits (id, at, author, role, action, object, detail, ip) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
    row.id, row.at, row.by, row.role, row.action, row.object, row.detail ?? null, row.ip ?? null,
  );
}

/** The same act goes on: its row tells of all that was done by now. */
export function* auditRun(row: AuditRow): Operation<void> {
  yield* audit(row);
  yield change('UPDATE audits SET detail = ? WHERE id = ?', row.detail ?? null, row.id);
}

/** What was done and who did it stand or fall together; nothing is kept of what did not happen. */
export function* signed<T>(operation: Operation<T>, row: AuditRow | undefined, happened: (result: T) => boolean = (result) => result === true): Operation<T> {
  const result = yield* operation;
  if (row !== undefined && happened(result)) yield* audit(row);
  return result;
}

const auditOf = (row: Row): AuditRow => {
  const out: AuditRow = {
    id: text(row.id), at: int(row.at), by: text(row.author), role: text(row.role), action: text(row.action), object: text(row.object),
  };
  const detail = textOrNull(row.detail);
  const ip = textOrNull(row.ip);
  if (detail !== null) out.detail = detail;
  if (ip !== null) out.ip = ip;
  return out;
};

/** `entry:` means every entry. Not by the order of texts, which PostgreSQL's collations have their own ways with. */
const kindOf = (object: string | undefined): Condition[] => (object?.endsWith(':') === true ? [[`substr(object, 1, ${object.length}) = ?`, object]] : []);

interface Filter { from?: number; to?: number; by?: string; object?: string; before?: string; limit: number }

/** Newest first; `before` is the id of the last one seen. */
export function* audits(filter: Filter): Operation<AuditRow[]> {
  const last = filter.before === undefined ? undefined : first((yield ask('SELECT n FROM audits WHERE id = ?', filter.before)).rows);
  if (filter.before !== undefined && last === undefined) return [];
  const { sql, params } = where([
    ['at >= ?', filter.from], ['at < ?', filter.to], ['author = ?', filter.by], ['object = ?', filter.object?.endsWith(':') === true ? undefined : filter.object], ...kindOf(filter.object),
    ['n < ?', last === undefined ? undefined : int(last.n)],
  ]);
  const { rows } = yield ask(`SELECT id, at, author, role, action, object, detail, ip FROM audits${sql} ORDER BY n DESC LIMIT ?`, ...params, filter.limit);
  return rows.map(auditOf);
}
