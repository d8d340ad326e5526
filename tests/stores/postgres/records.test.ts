import { Client } from 'pg';
import { openPostgresRecords } from '../../../server/stores/postgres/open';
import { startPostgres, type PostgresServer } from '../../servers/postgres';
import { describeWith, findPostgres } from '../../servers/program';
import { recordsContract } from '../records-contract/records-contract';

describeWith(findPostgres())('records in PostgreSQL', () => {
  let server: PostgresServer;
  let client: Client;
  let empty: string;
  beforeAll(async () => {
    // what it promises about a power cut is not what these tests ask
    server = await startPostgres({ fsync: false });
    await (await openPostgresRecords({ url: server.url })).close();
    client = new Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'");
    const emptied = rows.filter(({ name }) => name !== 'migrations' && name !== 'marks');
    empty = [...emptied.map(({ name }) => `DELETE FROM ${name}`), 'UPDATE marks SET value = 0'].join(';');
  });
  afterAll(async () => {
    await client.end();
    await server.stop();
  });

  // one database emptied again and again: a new one for each test takes a quarter of a second
  recordsContract(async () => {
    await client.query(empty);
    return { open: () => openPostgresRecords({ url: server.url }), remove: async () => undefined };
  });
});
