/** What a column holds: text, a whole number (milliseconds and counters, below 2^53) or nothing. JSON is text. */
export type SqlValue = string | number | null;
export type Row = { readonly [column: string]: SqlValue };

/**
 * One statement of an operation. Each `?` is a parameter; quoted text holds none. See `dialect.ts` for the words that
 * differ between databases.
 */
export interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
  /** False: only the number of changed rows is wanted. */
  readonly rows: boolean;
}

export interface Answer {
  readonly rows: readonly Row[];
  /** Rows changed; only meaningful where no rows were wanted. */
  readonly count: number;
}

/**
 * An operation asks for statements by `yield` and is told their answers, so that the same text runs synchronously in
 * SQLite's writer thread and asynchronously on PostgreSQL. Inside one operation everything is one transaction, at least
 * READ COMMITTED; a throw is a bug and undoes only this operation.
 */
export type Operation<T> = Generator<Statement, T, Answer>;

export const ask = (sql: string, ...params: SqlValue[]): Statement => ({ sql, params, rows: true });
export const change = (sql: string, ...params: SqlValue[]): Statement => ({ sql, params, rows: false });
