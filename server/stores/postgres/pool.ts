import { Pool, types } from 'pg';

export interface PoolSettings {
  /** postgres:// or postgresql://; `sslmode` and the like as libpq has them. */
  url: string;
  /** Connections at most. */
  size: number;
  /** Shown by PostgreSQL as application_name. */
  name: string;
  /** Told when a connection is lost; `why` holds no secrets. */
  onLost?: (why: string) => void;
  /** A statement that lasts longer (ms) is cancelled and rejected. */
  statementTimeoutMs?: number;
}

/**
 * As SQLite answers: whole numbers as numbers (only milliseconds, counters and their sums, below 2^53), truth as 1 or 0.
 */
const parsers = new Map<number, (value: string) => number>([
  [types.builtins.INT8, Number],
  [types.builtins.NUMERIC, Number],
  [types.builtins.BOOL, (value) => (value === 't' ? 1 : 0)],
]);

/**
 * A pool that fails fast (a connection within 5 s or a rejection) and survives the loss of idle connections, whose 'error'
 * event would else end the process.
 */
export const createPool = ({ url, size, name, onLost = () => undefined, statementTimeoutMs = 15_000 }: PoolSettings): Pool => {
  if (!/^postgres(ql)?:\/\//i.test(url)) throw new Error('the address of PostgreSQL must begin with postgres:// or postgresql://');
  const pool = new Pool({
    connectionString: url,
    max: size,
    application_name: name,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // a transaction's BEGIN travels with its first statement
    pipeline: true,
    statement_timeout: statementTimeoutMs,
    // a client stuck behind a dead network, where even the server's own timeout cannot reach us
    query_timeout: statementTimeoutMs + 5_000,
    idle_in_transaction_session_timeout: 60_000,
    types: {
      getTypeParser: (id: number, format?: 'text' | 'binary'): unknown =>
        (format === 'binary' ? undefined : parsers.get(id)) ?? types.getTypeParser(id, format ?? 'text'),
    },
  });
  pool.on('error', (error) => onLost(error.message));
  // a connection in use reports its loss by the rejected query and by this event
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
};
