import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { LoadPlan, LoadResult } from './load-plan';
import { quantilesOf } from './quantiles';
import { wholeAnswer } from './whole-answer';

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
    return { answers: took.length, seconds, statuses, ...quantilesOf(took) };
  });
}

const plan: LoadPlan = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
load(plan).then(
  (result) => console.log(JSON.stringify(result)),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
