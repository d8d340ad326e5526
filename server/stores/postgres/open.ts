import { performance } from 'node:perf_hooks';
import type { Records } from '../records';
import type { Inbound, Received } from '../records/arrivals';
import type { Replied, Reply } from '../records/replies';
import type { All, ReadName, WriteName } from '../sql/operations';
import { recordsOver } from '../sql/records-over';
import type { Operation } from '../sql/statement';
import { reads, writes } from '../sql/tables';
import { createGathering, type Gathering } from './gathering';
import { migrate } from './migrate';
import { createPool } from './pool';
import { receiveMany } from './receive-many';
import { isPlain, replyMany } from './reply-many';
import { createSlots } from './slots';
import { createStatements, runOperation } from './statements';
import { createTransactions } from './transaction';

export interface PostgresRecordsOptions {
  /** postgres:// or postgresql:// */
  url: string;
  /** Told when an idle connection is lost; `why` holds no secrets. */
  onLost?: (why: string) => void;
  /** From 0 to 1, for pauses between tries. */
  random?: () => number;
}

/** Connections of a node; two of them are left for reading when writers are many. */
const CONNECTIONS = 10;
const WRITERS = CONNECTIONS - 2;
/** A write that has waited so long (ms) to begin is refused. */
const LONGEST_WAIT = 10_000;
const READY_WITHIN = 2_000;

/**
 * Tables grow from nothing to millions of rows while a statement planned for few rows stays prepared: the ways that read whole
 * tables are closed to it.
 */
const BATCH_BEGIN = 'BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off';

const writing = <N extends WriteName>(name: N, args: All[N]['args']): Operation<All[N]['result']> => writes[name](...args);
const reading = <N extends ReadName>(name: N, args: All[N]['args']): Operation<All[N]['result']> => reads[name](...args);

const within = async (ms: number, answer: Promise<unknown>): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const inTime = answer.then(() => true, () => false);
  const result = await Promise.race([inTime, late]);
  clearTimeout(timer);
  return result;
};

/**
 * Records in PostgreSQL (13 or later), for any number of nodes. Each write is a transaction of its own, several at once, whose
 * flushes PostgreSQL shares; visitors' messages that arrive together share one, and so do agents' answers. Rejects when the database cannot be reached.
 */
export const openPostgresRecords = async ({ url, onLost, random = Math.random }: PostgresRecordsOptions): Promise<Records> => {
  const pool = createPool({ url, size: CONNECTIONS, name: 'zhida', ...(onLost === undefined ? {} : { onLost }) });
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const statements = createStatements();
  const inTransaction = createTransactions({ pool, statements, random });
  const slots = createSlots(WRITERS, LONGEST_WAIT, () => performance.now());
  const answering = statements.over(pool);
  let open = true;

  const write = async <N extends WriteName>(name: N, ...args: All[N]['args']): Promise<All[N]['result']> => {
    if (!open) throw new Error('the records are closed');
    return slots.use(() => inTransaction(() => writing(name, args)));
  };
  const together = <In, Out>(many: (all: readonly In[]) => Operation<(Out | undefined)[]>) => (all: readonly In[]): Promise<(Out | undefined)[]> =>
    slots.use(() => inTransaction(() => many(all), BATCH_BEGIN));
  const receiving: Gathering<Inbound, Received> = createGathering({
    together: together(receiveMany), alone: (inbound) => write('conversations.receive', inbound),
    nameOf: ({ identity: { provider, account, subject } }) => `${provider}|${account}|${subject}`,
  });
  const replying: Gathering<Reply, Replied> = createGathering({
    together: async (all) => (all.some(isPlain) ? together(replyMany)(all) : []), alone: (reply) => write('conversations.reply', reply), nameOf: ({ conversation }) => conversation,
  });
  const records = recordsOver({
    write,
    read: (name, ...args) => runOperation(reading(name, args), answering),
    ready: () => (open ? within(READY_WITHIN, pool.query('SELECT 1')) : Promise.resolve(false)),
    close: async () => {
      if (!open) return;
      await Promise.all([receiving.idle(), replying.idle()]);
      open = false;
      await slots.idle();
      await pool.end();
    },
  });
  return { ...records, conversations: { ...records.conversations, receive: receiving.add, reply: replying.add } };
};
