import { createConnection } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { startProcess, type RunningProcess } from './process';
import { findRedis } from './program';

export interface RedisServer {
  /** redis://127.0.0.1:port */
  readonly url: string;
  readonly port: number;
  /** For outages: `process.signal('SIGKILL')`, `'SIGSTOP'`, `'SIGCONT'`. */
  readonly process: RunningProcess;
  readonly stop: () => Promise<void>;
}

const answersPing = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => socket.write('PING\r\n'));
    const finish = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => finish(data.toString().startsWith('+PONG')));
    socket.once('error', () => finish(false));
  });

const startOn = async (program: string, port: number): Promise<RedisServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  try {
    const running = await startProcess({ command: program, args, folder, listening: () => answersPing(port) });
    const stop = async (): Promise<void> => {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    };
    return { url: `redis://127.0.0.1:${port}`, port, process: running, stop };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
};

/** A real, empty redis-server that keeps nothing on disk. Name the port to bring one back where another was stopped. */
export const startRedis = async (options: { readonly port?: number } = {}): Promise<RedisServer> => {
  const program = findRedis();
  if (program === undefined) throw new Error('redis-server is not installed');
  if (options.port !== undefined) return startOn(program, options.port);
  return startOn(program, await freePort()).catch(async () => startOn(program, await freePort()));
};
