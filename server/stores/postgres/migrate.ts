import type { Pool } from 'pg';
import { migrateOnce } from '../sql/migrations/migrate';
import { postgresDialect } from '../sql/dialect';
import type { Row } from '../sql/statement';
import { runOperation, type Answering } from './statements';

/** Held while the tables change, so that of nodes which start at once one does it and the others wait. The number is only ours. */
const LOCK = 'SELECT pg_advisory_xact_lock(7124518300)';

/** Brings the database up to date, each migration in one transaction. */
export const migrate = async (pool: Pool): Promise<void> => {
  const client = await pool.connect();
  const answering: Answering = async ({ sql, params }) => {
    const { rows, rowCount } = await client.query<Row>(postgresDialect.text(sql), [...params]);
    return { rows, count: rowCount ?? 0 };
  };
  try {
    for (let more = true; more; ) {
      await client.query('BEGIN');
      await client.query('SET LOCAL statement_timeout = 0');
      await client.query(LOCK);
      more = await runOperation(migrateOnce(), answering);
      await client.query('COMMIT');
    }
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
};
