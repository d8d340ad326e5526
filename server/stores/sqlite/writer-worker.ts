import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database';
import { createExecutor } from './executor';
import { type Call, createWriteBatch, type Outcome } from './write-batch';

/** So many characters of calls go in one commit (about a thousand messages); more would make the first wait too long for the last. */
const MOST_IN_ONE_COMMIT = 1_000_000;

/**
 * The one writer of a file. What came while the last commit went to the disk is committed together next. Messages are
 * JSON text, an array of calls in and of outcomes out, in the same order: cheaper than cloned objects.
 */
const serve = (port: NonNullable<typeof parentPort>, path: string): void => {
  const database = openDatabase(path);
  const run = createWriteBatch(database, createExecutor(database));

  const finish = (batches: string[]): void => {
    const calls = batches.map((batch) => JSON.parse(batch) as Call[]);
    const outcomes: Outcome[] = run(calls.flat());
    port.postMessage(JSON.stringify(outcomes));
  };

  port.on('message', (first: unknown) => {
    const batches: string[] = [];
    let size = 0;
    for (let message = first; message !== undefined; message = receiveMessageOnPort(port)?.message) {
      if (typeof message !== 'string') {
        if (batches.length > 0) finish(batches);
        database.close();
        port.close();
        return;
      }
      batches.push(message);
      size += message.length;
      if (size > MOST_IN_ONE_COMMIT) break;
    }
    finish(batches);
  });
  port.postMessage('open');
};

const path: unknown = workerData;
if (parentPort !== null && typeof path === 'string') serve(parentPort, path);
