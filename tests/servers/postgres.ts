import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from './free-port';
import { startProcess, type RunningProcess } from './process';
import { findPostgres } from './program';

export interface PostgresServer {
  /** postgres://postgres@127.0.0.1:port/postgres */
  readonly url: string;
  readonly port: number;
  /** For outages: `process.signal('SIGKILL')`, `'SIGSTOP'`, `'SIGCONT'`. */
  readonly process: RunningProcess;
  /** Where its data lie until `stop`. */
  readonly folder: string;
  /** A new empty database on this server, for suites that share one server; returns its url. */
  readonly createDatabase: (name: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface PostgresOptions {
  /** On by default, as in production; benchmarks of anything but durability may switch it off. */
  readonly fsync?: boolean;
  readonly port?: number;
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root: there it runs as the user `postgres`, who then owns the data. */
const owner = (): Owner | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string): number => Number(execFileSync('id', [flag, 'postgres']).toString());
  return { uid: ask('-u'), gid: ask('-g') };
};

const urlOf = (port: number, database: string): string => `postgres://postgres@127.0.0.1:${port}/${database}`;

const run = async (port: number, statement: string): Promise<void> => {
  const client = new Client({ connectionString: urlOf(port, 'postgres'), connectionTimeoutMillis: 5_000 });
  // a server that goes away mid-way reports twice: by the rejected call and by this event, which unheard would end the process
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end().catch(() => undefined);
  }
};

const startOn = async (bin: string, port: number, fsync: boolean): Promise<PostgresServer> => {
  const user = owner();
  const folder = mkdtempSync(join(tmpdir(), 'zhida-postgres-'));
  const forget = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    if (user !== undefined) chownSync(folder, user.uid, user.gid);
    const data = join(folder, 'data');
    const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'];
    execFileSync(join(bin, 'initdb'), initdb, { ...user, cwd: folder, stdio: 'pipe' });
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: fsync ? 'on' : 'off', max_connections: 200 };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const listening = (): Promise<boolean> => run(port, 'SELECT 1').then(() => true, () => false);
    const running = await startProcess({ command: join(bin, 'postgres'), args: ['-D', data, ...flags], cwd: folder, folder, ...user, listening });
    const createDatabase = async (name: string): Promise<string> => {
      await run(port, `CREATE DATABASE "${name.replaceAll('"', '""')}"`);
      return urlOf(port, name);
    };
    const stop = async (): Promise<void> => {
      await running.stop('SIGINT'); // "fast": open connections are ended, not waited for
      forget();
    };
    return { url: urlOf(port, 'postgres'), port, folder, process: running, createDatabase, stop };
  } catch (error) {
    forget();
    throw error;
  }
};

/** A real, empty PostgreSQL on 127.0.0.1 without password and without unix socket; about two seconds to start. */
export const startPostgres = async (options: PostgresOptions = {}): Promise<PostgresServer> => {
  const bin = findPostgres();
  if (bin === undefined) throw new Error('PostgreSQL is not installed');
  const fsync = options.fsync ?? true;
  if (options.port !== undefined) return startOn(bin, options.port, fsync);
  return startOn(bin, await freePort(), fsync).catch(async () => startOn(bin, await freePort(), fsync));
};
