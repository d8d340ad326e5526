import { startPostgres, type PostgresServer } from '../servers/postgres';
import { describeWith, findPostgres, findRedis } from '../servers/program';
import { startRedis, type RedisServer } from '../servers/redis';
import type { ShopPlan } from './shop';
import { startStage, type Stage } from './stage';

/** Opens a stage with two nodes on a database of this name. It is ended after its test. */
export type OpenStage = (database: string, env?: Readonly<Record<string, string>>) => Promise<Stage>;

/** Journeys of two nodes on one PostgreSQL and one Redis, which are started for all of them. */
export function describeTwoNodes(name: string, shop: ShopPlan, journeys: (openStage: OpenStage) => void): void {
  describeWith(findPostgres() && findRedis())(name, () => {
    let postgres: PostgresServer;
    let redis: RedisServer;
    let stage: Stage | undefined;
    beforeAll(async () => {
      [postgres, redis] = await Promise.all([startPostgres({ fsync: false }), startRedis()]);
    }, 60_000);
    afterEach(() => stage?.end());
    afterAll(async () => {
      await postgres?.stop();
      await redis?.stop();
    });

    journeys(async (database, env = {}) => {
      stage = await startStage({ shop, nodes: 2, databaseUrl: await postgres.createDatabase(database), redisUrl: redis.url, env: { DELIVERY_LEASE_MS: '1500', ...env } });
      return stage;
    });
  });
}
