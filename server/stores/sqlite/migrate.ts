import { migrateOnce } from '../sql/migrations/migrate';
import type { Database } from './database';
import { createExecutor } from './executor';

/** Brings the file up to date; a second process that starts at the same time waits and finds it done. */
export const migrate = (database: Database): void => {
  const executor = createExecutor(database);
  for (let more = true; more; ) {
    database.exec('BEGIN IMMEDIATE');
    try {
      more = executor.run(migrateOnce());
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
};
