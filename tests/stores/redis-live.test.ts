import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { inspect } from 'node:util';
import Redis from 'ioredis';
import type { Live } from '../../server/stores/live';
import { openRedisLive, type RedisLiveOptions } from '../../server/stores/redis/live';
import { isStoreAway } from '../../server/stores/store-away';
import { freePort } from '../servers/free-port';
import { describeWith, findRedis } from '../servers/program';
import { startRedis, type RedisServer } from '../servers/redis';
import { liveContract } from './live-contract';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const until = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`in vain: ${what}`);
    await pause(20);
  }
};

/** Ended after each test, passed or failed, the last one first. */
const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of opened.splice(0).reverse()) await end();
});

const open = async (options: RedisLiveOptions): Promise<Live> => {
  const live = await openRedisLive(options);
  opened.push(live.close);
  return live;
};

const start = async (options: { port?: number } = {}): Promise<RedisServer> => {
  const server = await startRedis(options);
  opened.push(server.stop);
  return server;
};

/** A server of the test's own on a free port, with all its sockets; ended with the test. */
const listen = async (front: Server, sockets: Set<Socket>): Promise<number> => {
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  opened.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => front.close(resolve));
  });
  const address = front.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};

const forward = (sockets: Set<Socket>, port: number) => (socket: Socket): void => {
  const behind = connect(port, '127.0.0.1');
  for (const end of [socket, behind]) {
    sockets.add(end);
    end.on('error', () => undefined);
  }
  socket.pipe(behind).pipe(socket);
};

describeWith(findRedis())('live state in Redis', () => {
  let server: RedisServer;
  let installation = 0;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  liveContract(async () => {
    const prefix = `test${(installation += 1)}`;
    return {
      open: () => open({ url: server.url, prefix }),
      pass: pause,
      end: async () => undefined,
    };
  });

  test('installations on one server do not see each other', async () => {
    const [one, two] = await Promise.all(['one', 'two'].map((prefix) => open({ url: server.url, prefix })));
    await one?.set('token', 'value', 60_000);
    expect(await two?.get('token')).toBeUndefined();
  });

  test('a refused call does not quote what it was called with', async () => {
    const live = await open({ url: server.url, prefix: 'quoting' });
    const raw = new Redis(server.url);
    opened.push(async () => raw.disconnect());
    await raw.config('SET', 'maxmemory', '1');
    const error = await live.set('token', 'secret-token', 60_000).catch((caught: unknown) => caught);
    await raw.config('SET', 'maxmemory', '0');
    expect(isStoreAway(error)).toBe(true);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('secret-token');
  });

  test('another kind of address is refused without naming it', async () => {
    await expect(openRedisLive({ url: 'http://user:secret@127.0.0.1/' })).rejects.toThrow(/^the address of Redis must begin/);
  });

  test('speaks TLS, and only with a server whose certificate is trusted', async () => {
    const file = (name: string): string => readFileSync(join(__dirname, 'tls', name), 'utf8');
    const ca = file('certificate.pem');
    const sockets = new Set<Socket>();
    const port = await listen(createTlsServer({ key: file('key.pem'), cert: ca }, forward(sockets, server.port)), sockets);
    const url = `rediss://localhost:${port}`;
    const trusting = await open({ url, ca });
    expect(await trusting.ready()).toBe(true);
    const changes: string[] = [];
    const careful = await open({ url, onChange: (up, why) => changes.push(`${up} ${why}`) });
    expect(await careful.ready()).toBe(false);
    expect(changes).toEqual([expect.stringMatching(/^false .*self-signed certificate/)]);
  });
});

describeWith(findRedis())('when Redis is away', () => {
  test('calls reject, nothing dies, and all is well again afterwards', async () => {
    const first = await start();
    const changes: boolean[] = [];
    const live = await open({ url: first.url, onChange: (up) => changes.push(up) });
    const other = await open({ url: first.url });
    const heard: string[] = [];
    await live.subscribe('topic', (message) => heard.push(message));
    await first.stop();
    await until('noticing', () => changes.length > 0);

    expect(await live.ready()).toBe(false);
    const lease = { agent: 'ann', device: 'phone', seenAt: 1, ttlMs: 60_000 };
    const calls = [live.touch(lease), live.drop('ann', 'phone'), live.leases(['ann']), live.present(1), live.once('a', 1), live.turn('a', 1), live.get('a'), live.set('a', 'b', 1), live.count('a', 1), live.uncount('a')];
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && isStoreAway(outcome.reason))).toEqual(calls.map(() => true));
    live.publish('topic', 'to myself');
    await live.subscribe('later', (message) => heard.push(`later ${message}`));
    await until('hearing myself', () => heard.length === 1);

    await start({ port: first.port });
    await until('return', async () => (await live.ready()) && (await other.ready()));
    await live.touch(lease);
    expect(await other.present(1)).toEqual(['ann']);
    await until('hearing the other node', () => {
      other.publish('topic', 'from there');
      other.publish('later', 'from there');
      return heard.includes('from there') && heard.includes('later from there');
    });
    expect(heard[0]).toBe('to myself');
    expect(changes).toEqual([false, true]);
  });

  test('a node may start during the outage', async () => {
    const port = await freePort();
    const live = await open({ url: `redis://127.0.0.1:${port}` });
    expect(await live.ready()).toBe(false);
    await expect(live.get('token')).rejects.toThrow();
    await start({ port });
    await until('first connection', () => live.ready());
    expect(await live.get('token')).toBeUndefined();
  });

  test('a server that hangs is given up after the time set, and used again when it wakes', async () => {
    const server = await start();
    const live = await open({ url: server.url, commandTimeoutMs: 200 });
    server.process.signal('SIGSTOP');
    const outcomes = await Promise.allSettled([live.get('a'), live.once('a', 1), live.leases(['ann'])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await live.ready()).toBe(false);
    server.process.signal('SIGCONT');
    await until('waking', () => live.ready());
    expect(await live.once('after', 1_000)).toBe(true);
  });

  test('a connection cut by something between is replaced', async () => {
    const server = await start();
    const sockets = new Set<Socket>();
    const port = await listen(createServer(forward(sockets, server.port)), sockets);
    const live = await open({ url: `redis://127.0.0.1:${port}` });
    for (const socket of sockets) socket.destroy();
    await until('a new connection', () => live.ready());
    expect(await live.get('token')).toBeUndefined();
  });
});
