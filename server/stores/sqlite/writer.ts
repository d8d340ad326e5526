import { Worker } from 'node:worker_threads';
import { createWriteQueue, type WriteQueue } from './write-queue';
import { writerFile } from './writer-file';

export interface Writer extends Pick<WriteQueue, 'write' | 'alive'> {
  /** After what was asked before is answered. */
  close(): Promise<void>;
}

/** Talks to the writer thread. */
export const startWriter = async (path: string): Promise<Writer> => {
  const worker = new Worker(writerFile(), { workerData: path });
  const { write, flush, answer, fail, alive } = createWriteQueue((calls) => worker.postMessage(calls));

  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('message', answer);
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the writer has ended')));

  return {
    write, alive,
    async close() {
      flush();
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
      if (!alive()) return;
      worker.postMessage(null);
      await ended;
    },
  };
};
