import { openPostgresRecords } from '../../../server/stores/postgres/open';
import { startPostgres, type PostgresServer } from '../../servers/postgres';
import { describeWith, findPostgres } from '../../servers/program';
import { recordsContract } from '../records-contract/records-contract';

describeWith(findPostgres())('records in PostgreSQL', () => {
  let server: PostgresServer;
  let number = 0;
  beforeAll(async () => {
    // what it promises about a power cut is not what these tests ask
    server = await startPostgres({ fsync: false });
  });
  afterAll(() => server.stop());

  recordsContract(async () => {
    const url = await server.createDatabase(`records${(number += 1)}`);
    return { open: () => openPostgresRecords({ url }), remove: async () => undefined };
  });
});
