import type { Inbound } from '../../../server/stores/records/arrivals';
import { openFile, type Database } from '../../../server/stores/sqlite/database';
import { createExecutor } from '../../../server/stores/sqlite/executor';
import { migrate } from '../../../server/stores/sqlite/migrate';
import { type Call, createWriteBatch } from '../../../server/stores/sqlite/write-batch';
import { terms } from '../records-contract/world';

const message = (key: string, over: Partial<Inbound> = {}): Call => ['conversations.receive', [{
  key, identity: { provider: 'wechat', account: 'wx-app', subject: 'anna' }, newVisitor: 'v', newConversation: 'c', newMessage: key, newDelivery: key,
  body: { kind: 'text', text: key }, terms: terms(), scope: 'account', channel: 'contact', at: 1, now: 1, ...over,
}]];
/** As no caller may: text where a number belongs stops the operation in the middle of its work. */
const broken = (key: string): Call => message(key, { now: JSON.parse('{}') as number });

const opened = (): Database => {
  const database = openFile(':memory:');
  migrate(database);
  return database;
};
const isRow = (row: unknown): row is { once_key: unknown } => typeof row === 'object' && row !== null && 'once_key' in row;
const texts = (database: Database): unknown[] => database.prepare('SELECT once_key FROM messages ORDER BY seq').all().map((row) => (isRow(row) ? row.once_key : undefined));

it('fails only the faulty write of a batch, and undoes all of it', () => {
  const database = opened();
  const run = createWriteBatch(database, createExecutor(database));
  const outcomes = run([message('one'), broken('two'), message('three')]);
  expect(outcomes.map((outcome) => (Array.isArray(outcome) ? 'stored' : 'failed'))).toEqual(['stored', 'failed', 'stored']);
  expect(texts(database)).toEqual(['v|one', 'v|three']);
  expect(run([message('four')])).toMatchObject([[{ kind: 'stored', message: { seq: 3 } }]]);
});

it('answers every write with the reason when nothing can be committed', () => {
  const database = opened();
  const run = createWriteBatch(database, createExecutor(database));
  database.exec('PRAGMA query_only = ON');
  const outcomes = run([message('one'), message('two')]);
  expect(outcomes).toHaveLength(2);
  for (const outcome of outcomes) expect(outcome).toHaveProperty('error');
  database.exec('PRAGMA query_only = OFF');
  expect(texts(database)).toEqual([]);
  expect(run([message('one')])).toMatchObject([[{ kind: 'stored' }]]);
});
