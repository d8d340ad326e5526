import { createPool } from '../../../server/stores/postgres/pool';
import { createStatements } from '../../../server/stores/postgres/statements';
import { createTransactions } from '../../../server/stores/postgres/transaction';
import { ask, change, type Operation } from '../../../server/stores/sql/statement';
import { startPostgres, type PostgresServer } from '../../servers/postgres';
import { describeWith, findPostgres } from '../../servers/program';

describeWith(findPostgres())('a transaction in PostgreSQL', () => {
  let server: PostgresServer;
  let pool: ReturnType<typeof createPool>;
  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    pool = createPool({ url: server.url, size: 3, name: 'test' });
    await pool.query('CREATE TABLE counters (name TEXT PRIMARY KEY, value BIGINT NOT NULL)');
    await pool.query("ALTER DATABASE postgres SET deadlock_timeout = '20ms'");
    await pool.end();
    pool = createPool({ url: server.url, size: 3, name: 'test' });
  });
  beforeEach(async () => {
    await pool.query("DELETE FROM counters; INSERT INTO counters VALUES ('a', 0), ('b', 0)");
  });
  afterAll(async () => {
    await pool.end();
    await server.stop();
  });

  const statements = createStatements();
  const transactions = () => createTransactions({ pool, statements, random: () => 0.5 });
  const values = async (): Promise<unknown> => (await pool.query('SELECT name, value FROM counters ORDER BY name')).rows;
  const ADD = 'UPDATE counters SET value = value + 1 WHERE name = ?';

  test('that meets another in a deadlock is done again', async () => {
    const inTransaction = transactions();
    let met = 0;
    function* both(one: string, two: string): Operation<string> {
      yield change(ADD, one);
      met += 1;
      // long enough for the other to have its first row, also on a busy machine
      yield ask('SELECT pg_sleep(0.5)');
      yield change(ADD, two);
      return `${one}${two}`;
    }
    expect(await Promise.all([inTransaction(() => both('a', 'b')), inTransaction(() => both('b', 'a'))])).toEqual(['ab', 'ba']);
    expect(met).toBeGreaterThan(2);
    expect(await values()).toEqual([{ name: 'a', value: 2 }, { name: 'b', value: 2 }]);
  });

  test('of an operation with a bug leaves nothing, is not repeated and harms no other', async () => {
    const inTransaction = transactions();
    let tries = 0;
    function* broken(): Operation<void> {
      tries += 1;
      yield change(ADD, 'a');
      throw new Error('a bug');
    }
    function* sound(): Operation<number> {
      return (yield change(ADD, 'b')).count;
    }
    const outcomes = await Promise.allSettled([inTransaction(broken), inTransaction(sound), inTransaction(broken), inTransaction(sound)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect(tries).toBe(2);
    expect(await values()).toEqual([{ name: 'a', value: 0 }, { name: 'b', value: 2 }]);
  });

  test('whose statement is refused says why without quoting what is stored', async () => {
    function* twice(): Operation<void> {
      yield change("INSERT INTO counters VALUES ('o-secret', 1)");
      yield change("INSERT INTO counters VALUES ('o-secret', 1)");
    }
    const error = await transactions()(twice).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: '23505' });
    const hung: unknown[] = typeof error === 'object' && error !== null ? Object.entries(error) : [];
    expect(JSON.stringify(hung)).not.toContain('o-secret');
    expect(String(error)).not.toContain('o-secret');
  });

  test('answers numbers as numbers and truth as 1 or 0, as SQLite does', async () => {
    function* look(): Operation<unknown> {
      return (yield ask('SELECT CAST(1800000000123 AS BIGINT) AS big, SUM(value) AS sum, COUNT(*) AS count, 1 < 2 AS yes, NULL AS nothing FROM counters')).rows;
    }
    expect(await transactions()(look)).toEqual([{ big: 1_800_000_000_123, sum: 0, count: 2, yes: 1, nothing: null }]);
  });
});
