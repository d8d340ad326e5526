import { createExecutor } from '../../../server/stores/sqlite/executor';
import { openFile } from '../../../server/stores/sqlite/database';
import { migrateOnce } from '../../../server/stores/sql/migrations/migrate';
import { reads } from '../../../server/stores/sql/tables';

/** Migrations before visitors were found by words. */
const BEFORE_WORDS = 10;

test('visitors whose facts were set before they could be found by words are found too', () => {
  const database = openFile(':memory:');
  const { run } = createExecutor(database);
  for (let n = 0; n < BEFORE_WORDS; n += 1) run(migrateOnce());
  const insert = database.prepare('INSERT INTO visitors (id, facts, created_at, seen_at) VALUES (?, ?, ?, 0)');
  for (let n = 0; n < 1_200; n += 1) insert.run(`v${n}`, JSON.stringify({ name: `Anna ${n}` }), n);
  insert.run('quiet', '{}', 0);
  while (run(migrateOnce()));
  for (const n of [0, 600, 1_199]) expect(run(reads['people.visitors']({ search: `anna ${n}`, limit: 1 })).map(({ facts }) => facts.name)).toContain(`Anna ${n}`);
  expect(run(reads['people.visitors']({ search: 'anna', limit: 2000 }))).toHaveLength(1_000);
  database.close();
});

test('decisions made before reports counted them are counted too', () => {
  const database = openFile(':memory:');
  const { run } = createExecutor(database);
  const isThere = (name: string): boolean => database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').all(name).length > 0;
  while (!isThere('head_counts')) run(migrateOnce());
  const insert = database.prepare("INSERT INTO receipts (conversation, entry, at, agent, body) VALUES ('c', 'vip', ?, 'wang', ?)");
  const body = { at: 1, entry: 'vip', outcome: 'assigned', cause: 'entered', winner: { agent: 'wang', step: 1 }, steps: [{ step: 0, target: { kind: 'agent', agent: 'li' }, asked: true, verdicts: [] }] };
  for (let n = 0; n < 501; n += 1) insert.run(n, JSON.stringify(body));
  while (run(migrateOnce()));
  expect(database.prepare("SELECT COUNT(*) AS found FROM receipts WHERE outcome = 'assigned' AND cause = 'entered' AND named = 'li' AND step = 1").all()).toEqual([{ found: 501 }]);
  database.close();
});
