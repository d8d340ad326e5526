import type { All, WriteName } from '../sql/operations';
import { writes } from '../sql/tables';
import type { Operation } from '../sql/statement';
import type { Database } from './database';
import type { Executor } from './executor';

/** One write as it crosses between the threads. */
export type Call = { [N in WriteName]: [name: N, args: All[N]['args']] }[WriteName];
/** `[result]`, empty for none, or the words of what went wrong. */
export type Outcome = [result?: unknown] | { error: string };

const begin = <N extends WriteName>(name: N, args: All[N]['args']): Operation<All[N]['result']> => writes[name](...args);

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Runs writes as one transaction with one commit. Nothing is expected to throw; if something does, everything is undone
 * and done again with each write on its own, so that only the faulty one fails.
 */
export const createWriteBatch = (database: Database, executor: Executor): ((calls: readonly Call[]) => Outcome[]) => {
  const beginAll = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const rollback = database.prepare('ROLLBACK');
  const mark = database.prepare('SAVEPOINT one');
  const undo = database.prepare('ROLLBACK TO one');
  const keep = database.prepare('RELEASE one');

  const one = ([name, args]: Call): Outcome => {
    const result: unknown = executor.run<unknown>(begin(name, args));
    return result === undefined ? [] : [result];
  };

  const oneApart = (call: Call): Outcome => {
    mark.run();
    try {
      return one(call);
    } catch (error) {
      undo.run();
      return { error: wordsOf(error) };
    } finally {
      keep.run();
    }
  };

  const together = (calls: readonly Call[], each: (call: Call) => Outcome): Outcome[] => {
    beginAll.run();
    try {
      const outcomes = calls.map(each);
      commit.run();
      return outcomes;
    } catch (error) {
      // a failed commit may have ended the transaction by itself
      try { rollback.run(); } catch { /* then there is nothing to undo */ }
      throw error;
    }
  };

  return (calls) => {
    try {
      return together(calls, one);
    } catch {
      try {
        return together(calls, oneApart);
      } catch (error) {
        return calls.map(() => ({ error: wordsOf(error) }));
      }
    }
  };
};
