import { startPostgres } from '../servers/postgres';
import { findPostgres } from '../servers/program';
import { measureRelay, relayAgents, relayPace, relayRounds, relayRush } from './measure-relay';
import { report } from './report';

/**
 * Our own chat page, over `/ws/visitor`: a visitor's word is stored and acknowledged, an agent's answer over `/api/agent` is
 * stored, answered and shown at the visitor's socket. Each of the two counts as one message.
 */
async function main(): Promise<void> {
  const parts = [await measureRelay('sqlite')];
  if (findPostgres() === undefined) console.log('PostgreSQL is not installed: left out.');
  else {
    const postgres = await startPostgres();
    try {
      parts.push(await measureRelay('postgres', await postgres.createDatabase('bench')));
    } finally {
      await postgres.stop();
    }
  }
  report({
    name: 'relay',
    settings: {
      agents: relayAgents, rounds: relayRounds, roundMs: relayRush.forMs, roundTripsUnderWay: relayRush.underWay, pacedMs: relayPace.forMs,
      sqlite: 'WAL, synchronous FULL', postgres: 'fsync on', live: 'in the process', server: 'as shipped, LOG_LEVEL info',
    },
    rows: parts.flatMap(({ rows }) => rows),
    aims: parts.flatMap(({ aims }) => aims),
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
