import { Client } from 'pg';
import { openPostgresRecords } from '../../../server/stores/postgres/open';
import { isStoreAway } from '../../../server/stores/store-away';
import { startPostgres } from '../../servers/postgres';
import { describeWith, findPostgres } from '../../servers/program';
import { stored, worldOf } from '../records-contract/world';
import { sharedServer } from './shared-server';

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 20_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

/** Ends all connections but its own, as a failover does. */
const endConnections = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()');
  await client.end();
};

describeWith(findPostgres())('when PostgreSQL is away', () => {
  const { database, open: opened, ends } = sharedServer();

  test('lost idle connections are told and replaced, without anybody noticing', async () => {
    const url = await database();
    const lost: string[] = [];
    const w = worldOf(await opened(url, (why) => lost.push(why)));
    const { conversation } = await w.enter('anna');
    await Promise.all(Array.from({ length: 20 }, () => w.get(conversation)));
    await endConnections(url);
    await until('the loss of them', () => lost.length > 0);
    expect(await w.say('anna', 'hello')).toMatchObject({ kind: 'stored' });
    expect(await w.records.ready()).toBe(true);
  });

  test('connections lost under load: what was answered is kept once, what was rejected can be asked again', async () => {
    const url = await database();
    const w = worldOf(await opened(url));
    const visitors = Array.from({ length: 20 }, (_, v) => `visitor-${v}`);
    const conversations = await Promise.all(visitors.map(async (visitor) => (await w.enter(visitor)).conversation));
    const rejected: unknown[] = [];
    const kinds: string[] = [];
    let said = 0;
    let busy = true;
    const talk = async (visitor: string): Promise<void> => {
      while (busy) {
        said += 1;
        const inbound = w.inbound(visitor, 'hello');
        for (let answered = false; !answered; ) {
          try {
            kinds.push((await w.records.conversations.receive(inbound)).kind);
            answered = true;
          } catch (error) {
            rejected.push(error);
          }
        }
      }
    };
    const talking = Promise.all(visitors.map(talk));
    for (let n = 1; n <= 5; n += 1) {
      await until('some words', () => kinds.length > n * 200);
      await endConnections(url);
    }
    busy = false;
    await talking;
    expect(rejected.every(isStoreAway)).toBe(true);
    expect(kinds).toHaveLength(said);
    const counts = await Promise.all(conversations.map(async ({ id }) => (await w.records.conversations.since(id, 1, 100_000)).length));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(said);
    expect(new Set(kinds)).not.toContain('needs-terms');
  });

  test('a server that is gone: calls reject, none hangs, nothing dies', async () => {
    const mortal = await startPostgres({ fsync: false });
    ends.push(mortal.stop);
    const w = worldOf(await opened(mortal.url));
    const { conversation } = await w.enter('anna');
    await mortal.stop();
    expect(await w.records.ready()).toBe(false);
    const calls = [w.say('anna', 'a'), w.say('anna', 'b'), w.enter('ben'), w.get(conversation), w.take(), w.records.config.published()];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && isStoreAway(outcome.reason))).toEqual(calls.map(() => true));
    await expect(openPostgresRecords({ url: mortal.url })).rejects.toThrow();
  });

  test('a server that hangs is not ready, and is ready again when it wakes', async () => {
    const mortal = await startPostgres({ fsync: false });
    ends.push(mortal.stop);
    const w = worldOf(await opened(mortal.url));
    await w.enter('anna');
    const { pids } = await stopBackends(mortal.url);
    expect(await w.records.ready()).toBe(false);
    for (const pid of pids) process.kill(pid, 'SIGCONT');
    await until('waking', () => w.records.ready());
    stored(await w.say('anna', 'hello'));
  });
});

/** Every connection of the server falls asleep, and so does the process that would make new ones. */
const stopBackends = async (url: string): Promise<{ pids: number[] }> => {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
  await client.end();
  const pids = rows.map(({ pid }) => pid);
  for (const pid of pids) process.kill(pid, 'SIGSTOP');
  return { pids };
};
