import type { SqlValue } from './statement';

/** A condition with the values of its `?`; one with an undefined value was not asked for and is left out. */
export type Condition = readonly [sql: string, ...values: (SqlValue | undefined)[]];

/** ` WHERE a AND b` with its parameters; empty when nothing was asked for. */
export const where = (conditions: readonly Condition[]): { sql: string; params: SqlValue[] } => {
  const asked: string[] = [];
  const params: SqlValue[] = [];
  for (const [sql, ...values] of conditions) {
    const known = values.filter((value) => value !== undefined);
    if (known.length < values.length) continue;
    asked.push(sql);
    params.push(...known);
  }
  return { sql: asked.length === 0 ? '' : ` WHERE ${asked.join(' AND ')}`, params };
};
