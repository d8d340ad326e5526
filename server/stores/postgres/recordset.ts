import type { SqlValue } from '../sql/statement';

/** Rows handed over as one JSON parameter: as many as wanted under one statement text, which is prepared once. */
export interface Recordset<Column extends string> {
  /** For a FROM clause, as `r`. */
  readonly from: string;
  readonly columns: string;
  param(rows: readonly Readonly<Record<Column, SqlValue>>[]): string;
}

/** `columns` with their types, TEXT or BIGINT. */
export const recordset = <Column extends string>(columns: Readonly<Record<Column, 'TEXT' | 'BIGINT'>>): Recordset<Column> => {
  const typed = Object.entries(columns).map(([name, type]) => `${name} ${String(type)}`);
  return {
    from: `json_to_recordset(CAST(? AS json)) AS r (${typed.join(', ')})`,
    columns: Object.keys(columns).join(', '),
    param: (rows) => JSON.stringify(rows),
  };
};
