import type { Pool, PoolClient } from 'pg';
import type { Operation, Statement } from '../sql/statement';
import { isStoreAway } from '../store-away';
import { lostRace, reached } from './failure';
import { runOperation, type Statements } from './statements';

export interface TransactionOptions {
  pool: Pool;
  statements: Statements;
  /** From 0 to 1, for the pause before another try. */
  random: () => number;
}

/** Runs the operation that `start` makes, in a transaction of its own, and answers when it is durable. */
export type InTransaction = <T>(start: () => Operation<T>, begin?: string) => Promise<T>;

type Attempt<T> = { done: T } | { failed: unknown; how: 'raced' | 'stale' | 'ended' };

const MOST_TRIES = 6;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** True when the connection can be used again. */
const undone = (client: PoolClient): Promise<boolean> => client.query('ROLLBACK').then(() => true, () => false);

/**
 * Tries again what lost against another transaction, and once what met a connection that had died unnoticed. Once COMMIT is
 * on its way nothing is tried again: whoever asks again is answered by his key.
 */
export const createTransactions = ({ pool, statements, random }: TransactionOptions): InTransaction => {
  const attempt = async <T>(start: () => Operation<T>, begin: string): Promise<Attempt<T>> => {
    const client = await reached(pool.connect());
    const answering = statements.over(client);
    let answered = 0;
    let committing = false;
    try {
      // not waited for: the first statement travels with it, and fails with it
      const begun = reached(client.query(begin));
      begun.catch(() => undefined);
      const done = await runOperation(start(), async (statement: Statement) => {
        const answer = await answering(statement);
        answered += 1;
        return answer;
      });
      await begun;
      committing = true;
      const { command } = await reached(client.query('COMMIT'));
      if (command !== 'COMMIT') throw new Error('a transaction was undone instead of committed');
      client.release();
      return { done };
    } catch (failed) {
      const away = isStoreAway(failed);
      client.release(away || committing || !(await undone(client)));
      if (committing) return { failed, how: 'ended' };
      if (away) return { failed, how: answered === 0 ? 'stale' : 'ended' };
      return { failed, how: lostRace(failed) ? 'raced' : 'ended' };
    }
  };

  return async (start, begin = 'BEGIN') => {
    let stale = 0;
    for (let tries = 1; ; tries += 1) {
      const outcome = await attempt(start, begin);
      if ('done' in outcome) return outcome.done;
      if (outcome.how === 'stale') stale += 1;
      if (outcome.how === 'ended' || tries === MOST_TRIES || stale > 1) throw outcome.failed;
      if (outcome.how === 'raced') await pause(random() * 10 * tries);
    }
  };
};
