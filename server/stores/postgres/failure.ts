import { DatabaseError } from 'pg';
import { storeAway } from '../store-away';

/** PostgreSQL: 40001 serialization_failure, 40P01 deadlock_detected, 23505 unique_violation (somebody was quicker). */
const quicker = new Set(['40001', '40P01', '23505']);

/** True for what goes better when it is done again. */
export const lostRace = (error: unknown): boolean => error instanceof DatabaseError && quicker.has(error.code ?? '');

/** PostgreSQL: class 57P is a server that stops or starts, class 08 a connection that ends, 53300 too_many_connections. */
const gone = (code: string): boolean => code.startsWith('57P') || code.startsWith('08') || code === '53300';

/** Tells refusals of the server, which stay as they are, from a server that cannot be reached. */
export const reached = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof DatabaseError) || gone(error.code ?? '')) throw storeAway(error);
    // it quotes stored values, which must not reach a log
    error.detail = undefined;
    throw error;
  }
};
