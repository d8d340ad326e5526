import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { LoadPlan, LoadResult } from './load-plan';

/**
 * Sends ready-made requests over keep-alive connections and counts the answers. It runs in a process of its own, so that
 * the processor time of the server is the server's alone, and it is as cheap as it can be: nothing is made or parsed
 * beyond the status and the length of the body.
 */
function load({ port, file, lengths, connections, forMs }: LoadPlan): Promise<LoadResult> {
  const bytes = readFileSync(file);
  let at = 0;
  const requests = lengths.map((length) => bytes.subarray(at, (at += length)));
  const statuses: Record<string, number> = {};
  const took: number[] = [];
  let next = 0;
  const begun = process.hrtime.bigint();
  const elapsed = (): number => Number(process.hrtime.bigint() - begun) / 1e6;

  const nextRequest = (): Buffer | undefined => {
    if (forMs === undefined) return requests[next++];
    return elapsed() < forMs ? requests[next++ % requests.length] : undefined;
  };

  const one = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let pending: Buffer | undefined;
      let sent = 0;
      const send = (): void => {
        const request = nextRequest();
        if (!request) {
          socket.destroy();
          return resolve();
        }
        sent = elapsed();
        socket.write(request);
      };
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        const data = pending ? Buffer.concat([pending, chunk]) : chunk;
        const whole = wholeAnswer(data);
        if (whole === undefined) {
          pending = data;
          return;
        }
        pending = undefined;
        statuses[whole] = (statuses[whole] ?? 0) + 1;
        took.push(elapsed() - sent);
        send();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve());
    });

  return Promise.all(Array.from({ length: connections }, one)).then(() => {
    const seconds = elapsed() / 1000;
    took.sort((a, b) => a - b);
    const quantile = (q: number): number => took[Math.min(took.length - 1, Math.floor(took.length * q))] ?? NaN;
    return { answers: took.length, seconds, statuses, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
  });
}

/** The status of an answer that has arrived to its end. */
function wholeAnswer(data: Buffer): string | undefined {
  const end = data.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = data.toString('latin1', 0, end);
  const length = /content-length: *(\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`an answer without a length: ${head}`);
  return data.length >= end + 4 + Number(length) ? head.slice(9, 12) : undefined;
}

const plan: LoadPlan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
load(plan).then(
  (result) => console.log(JSON.stringify(result)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
