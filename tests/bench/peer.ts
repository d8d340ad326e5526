import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Target } from './load';

export interface Peer extends Target {
  stop(): void;
}

/** Starts something to compare with or to ask, in a process of its own; `order` is what it is told before it listens. */
export function startPeer(file: 'fastify-peer.ts' | 'express-peer.ts' | 'ws-peer.ts' | 'code-peer.ts', order: unknown, flags: readonly string[] = []): Promise<Peer> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, file), { execArgv: ['--import', 'tsx', ...flags], env: { ...process.env, NODE_ENV: 'production' } });
    child.on('error', reject);
    child.on('exit', () => reject(new Error(`${file} ended before it listened`)));
    child.on('message', (port) => {
      if (typeof port === 'number' && child.pid !== undefined) resolve({ port, pid: child.pid, stop: () => child.kill() });
    });
    child.send(JSON.stringify(order));
  });
}
