import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LoadPlan, LoadResult } from './load-plan';
import { cpuSeconds } from './processor-time';

/** A server under load: where it listens and whose processor time counts. */
export interface Target {
  port: number;
  pid: number;
}

export interface Measured extends LoadResult {
  perSecond: number;
  /** Answers per second of processor time of the server's process, all its threads together. */
  perCpuSecond: number;
}

/** A ready-made request. `headers` without Host and Content-Length. */
export function rawRequest(method: 'GET' | 'POST', path: string, headers: Readonly<Record<string, string>>, body = ''): Buffer {
  const lines = [`${method} ${path} HTTP/1.1`, 'host: 127.0.0.1', ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)];
  if (method === 'POST') lines.push(`content-length: ${Buffer.byteLength(body)}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Sends requests from a process of its own. Throws when an answer has another status than 200: then nothing was measured. */
export async function load(target: Target, requests: readonly Buffer[], how: { connections: number; forMs?: number }): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'zhida-load-'));
  try {
    const file = join(folder, 'requests');
    writeFileSync(file, Buffer.concat(requests));
    const plan: LoadPlan = { port: target.port, file, lengths: requests.map((request) => request.length), ...how };
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
    const before = cpuSeconds(target.pid);
    const program = [join(__dirname, 'load-process.ts'), join(folder, 'plan.json')];
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', ...program]);
    const used = cpuSeconds(target.pid) - before;
    const result: LoadResult = JSON.parse(stdout);
    const others = Object.keys(result.statuses).filter((status) => status !== '200');
    if (others.length > 0) throw new Error(`not every answer was 200: ${JSON.stringify(result.statuses)}`);
    return { ...result, perSecond: result.answers / result.seconds, perCpuSecond: result.answers / used };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
