import type { Records } from '../../../server/stores/records';
import { openPostgresRecords } from '../../../server/stores/postgres/open';
import { startPostgres, type PostgresServer } from '../../servers/postgres';

export interface SharedServer {
  /** The url of a new empty database. */
  database(): Promise<string>;
  /** Records that are closed after the test. */
  open(url: string, onLost?: (why: string) => void): Promise<Records>;
  /** Done after the test, passed or failed, the last one first. */
  ends: (() => unknown)[];
}

/** One server for the tests of a `describe`, and a database of its own for whoever asks. */
export const sharedServer = (): SharedServer => {
  let server: PostgresServer;
  let number = 0;
  const ends: (() => unknown)[] = [];
  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
  });
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  afterAll(() => server.stop());

  return {
    ends,
    database: () => server.createDatabase(`test${(number += 1)}`),
    async open(url, onLost = () => undefined) {
      const records = await openPostgresRecords({ url, onLost });
      ends.push(() => records.close());
      return records;
    },
  };
};
