import { Worker } from 'node:worker_threads';
import type { All, WriteName } from '../sql/operations';
import type { Outcome } from './write-batch';
import { writerFile } from './writer-file';

export interface Writer {
  write<N extends WriteName>(name: N, ...args: All[N]['args']): Promise<All[N]['result']>;
  alive(): boolean;
  /** After what was asked before is answered. */
  close(): Promise<void>;
}

interface Waiter {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Talks to the writer thread: all writes of one turn of the event loop cross in one message, answers come in order. */
export const startWriter = async (path: string): Promise<Writer> => {
  const worker = new Worker(writerFile(), { workerData: path });
  const waiting: Waiter[] = [];
  let first = 0;
  let queue: [string, unknown[]][] = [];
  let gone: Error | undefined;

  const fail = (error: Error): void => {
    gone ??= error;
    for (const waiter of waiting.splice(0).slice(first)) waiter.reject(gone);
    first = 0;
  };

  const flush = (): void => {
    if (queue.length === 0 || gone !== undefined) return;
    const batch = queue;
    queue = [];
    worker.postMessage(JSON.stringify(batch));
  };

  const answer = (outcomes: readonly Outcome[]): void => {
    for (const outcome of outcomes) {
      const waiter = waiting[first];
      first += 1;
      if (Array.isArray(outcome)) waiter?.resolve(outcome[0]);
      else waiter?.reject(new Error(outcome.error));
    }
    if (first > 10_000 || first === waiting.length) {
      waiting.splice(0, first);
      first = 0;
    }
  };

  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('message', (outcomes: string) => answer(JSON.parse(outcomes) as Outcome[]));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the writer has ended')));

  return {
    write(name, ...args) {
      if (gone !== undefined) return Promise.reject(gone);
      // null would be read as a value: an absent last argument is left out
      while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
      if (queue.push([name, args]) === 1) setImmediate(flush);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    alive: () => gone === undefined,
    async close() {
      flush();
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      if (gone !== undefined) return;
      worker.postMessage(null);
      await ended;
    },
  };
};
