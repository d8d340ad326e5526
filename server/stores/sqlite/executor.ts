import { sqliteDialect } from '../sql/dialect';
import type { Answer, Operation, Row, SqlValue, Statement } from '../sql/statement';
import type { Database, Prepared } from './database';

export interface Executor {
  /** Runs an operation to its end in the transaction that is open, or without one. */
  run<T>(operation: Operation<T>): T;
}

const nothing: readonly Row[] = [];

interface Cached {
  readonly prepared: Prepared;
  /** Where rows come as arrays, which is a third cheaper than objects made by the driver. */
  readonly rowOf: ((values: readonly SqlValue[]) => Row) | undefined;
}

const isValues = (row: unknown): row is SqlValue[] => Array.isArray(row);
const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

/** Rows that read each column where the driver put it: copying forty columns under their names costs more than finding the row. */
const rowsWith = (names: readonly string[]): ((values: readonly SqlValue[]) => Row) => {
  class Columns {
    readonly #values: readonly SqlValue[];

    constructor(values: readonly SqlValue[]) {
      this.#values = values;
    }

    static {
      names.forEach((name, index) => {
        Object.defineProperty(this.prototype, name, { configurable: true, enumerable: true, get(this: Columns) { return this.#values[index] ?? null; } });
      });
    }
  }
  return (values) => {
    const row: unknown = new Columns(values);
    return isRow(row) ? row : {};
  };
};

/** Statements are prepared once per text. */
export const createExecutor = (database: Database): Executor => {
  const cache = new Map<string, Cached>();

  const prepare = (statement: Statement): Cached => {
    const prepared = database.prepare(sqliteDialect.text(statement.sql));
    const names = statement.rows && prepared.setReturnArrays !== undefined ? prepared.columns?.().map((column) => column.name) : undefined;
    if (names !== undefined) prepared.setReturnArrays?.(true);
    const cached = { prepared, rowOf: names && rowsWith(names) };
    cache.set(statement.sql, cached);
    return cached;
  };

  const answer = (statement: Statement): Answer => {
    const { prepared, rowOf } = cache.get(statement.sql) ?? prepare(statement);
    if (!statement.rows) return { rows: nothing, count: Number(prepared.run(...statement.params).changes) };
    const found = prepared.all(...statement.params);
    if (found.length === 0) return { rows: nothing, count: 0 };
    return { rows: rowOf === undefined ? found.filter(isRow) : found.filter(isValues).map(rowOf), count: 0 };
  };

  return {
    run(operation) {
      let step = operation.next();
      while (step.done !== true) step = operation.next(answer(step.value));
      return step.value;
    },
  };
};
