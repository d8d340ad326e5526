import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import Redis from 'ioredis';
import { Client } from 'pg';
import { startPostgres } from './postgres';
import { startProcess } from './process';
import { describeWith, findPostgres, findRedis } from './program';
import { startRedis } from './redis';
import { tether } from './tether';

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describeWith(findRedis())('redis for tests', () => {
  test('answers, and is gone after stop', async () => {
    const server = await startRedis();
    const client = new Redis(server.url);
    await client.set('a', '1');
    expect(await client.get('a')).toBe('1');
    client.disconnect();
    await server.stop();
    expect(alive(server.process.pid)).toBe(false);
  });

  test('comes back empty on the same port', async () => {
    const first = await startRedis();
    await first.stop();
    const second = await startRedis({ port: first.port });
    expect(second.url).toBe(first.url);
    await second.stop();
  });
});

describeWith(findPostgres())('PostgreSQL for tests', () => {
  test('answers with fsync on, gives new databases, leaves no folder', async () => {
    const server = await startPostgres();
    const client = new Client({ connectionString: await server.createDatabase('second') });
    await client.connect();
    expect((await client.query('SHOW fsync')).rows).toEqual([{ fsync: 'on' }]);
    expect((await client.query('SELECT current_database() AS name')).rows).toEqual([{ name: 'second' }]);
    await client.end();
    await server.stop();
    expect(alive(server.process.pid)).toBe(false);
    expect(existsSync(server.folder)).toBe(false);
  });
});

describe('processes for tests', () => {
  const node = process.execPath;

  test('waits for the word, tells how it ended', async () => {
    const script = "process.on('SIGTERM', () => process.exit(3)); setTimeout(() => console.log('listening'), 50); setInterval(() => {}, 1000)";
    const running = await startProcess({ command: node, args: ['-e', script], listening: (printed) => printed.includes('listening') });
    expect(await running.stop()).toEqual({ code: 3, signal: null });
  });

  test('fails with what was printed when the process ends first', async () => {
    const start = startProcess({ command: node, args: ['-e', "console.error('no port'); process.exit(1)"], listening: () => false });
    await expect(start).rejects.toThrow('no port');
  });

  test('a tethered process dies with the one that held it', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    const gone = new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)));
    expect(child.pid).toBeDefined();
    const holder = `require(${JSON.stringify(join(__dirname, 'tether.ts'))}).tether(${child.pid}); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 50)`;
    spawn(node, ['--import', 'tsx', '-e', holder], { stdio: 'ignore' });
    expect(await gone).toBe('SIGKILL');
  });

  test('an untied process lives on', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    if (child.pid === undefined) throw new Error('sleep is missing');
    tether(child.pid)();
    expect(alive(child.pid)).toBe(true);
    child.kill('SIGKILL');
  });
});
