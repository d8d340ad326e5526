import type { ClientBase, Pool } from 'pg';
import { postgresDialect } from '../sql/dialect';
import type { Answer, Operation, Row, Statement } from '../sql/statement';
import { reached } from './failure';

/** Runs one statement and answers its rows. */
export type Answering = (statement: Statement) => Promise<Answer>;

export interface Statements {
  /** Each text is prepared once on each connection. */
  over(client: ClientBase | Pool): Answering;
}

export const createStatements = (): Statements => {
  const known = new Map<string, { name: string; text: string }>();

  const prepared = (sql: string): { name: string; text: string } => {
    const found = known.get(sql);
    if (found !== undefined) return found;
    const made = { name: `s${known.size + 1}`, text: postgresDialect.text(sql) };
    known.set(sql, made);
    return made;
  };

  return {
    over: (client) => async ({ sql, params }) => {
      const { name, text } = prepared(sql);
      const { rows, rowCount } = await reached(client.query<Row>({ name, text, values: [...params] }));
      return { rows, count: rowCount ?? 0 };
    },
  };
};

/** Runs an operation to its end. */
export const runOperation = async <T>(operation: Operation<T>, answering: Answering): Promise<T> => {
  let step = operation.next();
  while (step.done !== true) step = operation.next(await answering(step.value));
  return step.value;
};
