import { startPostgres, type PostgresServer } from '../servers/postgres';
import { describeWith, findPostgres } from '../servers/program';
import { badLines, startCampaign, type Campaign } from './campaign';
import { openHostileHouse, type HostileHouse } from './house';

/** PostgreSQL is stricter than SQLite about texts and numbers, so it is asked too. */
const SEED = 20_260_108;
const REQUESTS = 500;

describeWith(findPostgres())('on PostgreSQL', () => {
  let server: PostgresServer;
  let house: HostileHouse;
  let campaign: Campaign;

  beforeAll(async () => {
    server = await startPostgres({ fsync: false });
    house = await openHostileHouse({ databaseUrl: server.url });
    campaign = await startCampaign(house);
  }, 60_000);
  afterAll(async () => {
    await house?.close();
    await server?.stop();
  });

  test('no request breaks anything or is told anything', async () => {
    expect(await campaign.requests(SEED, REQUESTS)).toEqual([]);
    expect(badLines(house, campaign).slice(0, 5)).toEqual([]);
  }, 120_000);
});
