import { Client } from 'pg';
import { openPostgresFiles } from '../../server/stores/postgres/files';
import { startPostgres, type PostgresServer } from '../servers/postgres';
import { describeWith, findPostgres } from '../servers/program';
import { filesContract } from './files-contract';

describeWith(findPostgres())('files in PostgreSQL', () => {
  let server: PostgresServer;
  let number = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  const database = (): Promise<string> => server.createDatabase(`files${(number += 1)}`);

  filesContract(async () => {
    const { url } = server;
    return {
      open: () => openPostgresFiles({ url }),
      damage: async (hash) => {
        const client = new Client({ connectionString: url });
        await client.connect();
        await client.query("UPDATE files SET bytes = 'precioux'::bytea WHERE hash = $1", [hash]);
        await client.end();
      },
    };
  });

  test('many nodes may start at once', async () => {
    const url = await database();
    const nodes = await Promise.all(Array.from({ length: 6 }, () => openPostgresFiles({ url })));
    expect(await Promise.all(nodes.map((node) => node.ready()))).toEqual(nodes.map(() => true));
    await Promise.all(nodes.map((node) => node.close()));
  });

  test('a crash of the server rejects calls, ends no process, and is over when it is back', async () => {
    const first = await startPostgres();
    const lost: string[] = [];
    const files = await openPostgresFiles({ url: first.url, onLost: (why) => lost.push(why) });
    try {
      await first.stop();
      expect(await files.ready()).toBe(false);
      await expect(files.put(Buffer.from('abc'), 'text/plain')).rejects.toThrow();
      expect(lost).not.toEqual([]);
      const second = await startPostgres({ port: first.port });
      expect(await files.ready()).toBe(true);
      await files.close();
      await second.stop();
    } finally {
      await first.stop();
    }
  });

  test('another kind of address is refused without naming it', async () => {
    await expect(openPostgresFiles({ url: 'mysql://user:secret@host/' })).rejects.toThrow(/^the address of PostgreSQL must begin/);
  });
});
