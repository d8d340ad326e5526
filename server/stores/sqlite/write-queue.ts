import type { All, WriteName } from '../sql/operations';
import type { Outcome } from './write-batch';

interface Waiter {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Writes on their way to who carries them out: all of one turn of the event loop cross in one message, answers come in order. */
export interface WriteQueue {
  write<N extends WriteName>(name: N, ...args: All[N]['args']): Promise<All[N]['result']>;
  /** Sends what waits for the end of the turn. */
  flush(): void;
  /** The outcomes of the oldest calls without one, as JSON text. */
  answer(outcomes: string): void;
  /** Nothing is answered any more, and nothing sent. */
  fail(error: Error): void;
  alive(): boolean;
}

/** `send` is given the calls as JSON text. */
export const createWriteQueue = (send: (calls: string) => void): WriteQueue => {
  const waiting: Waiter[] = [];
  let first = 0;
  let queue: [string, unknown[]][] = [];
  let gone: Error | undefined;

  const flush = (): void => {
    if (queue.length === 0 || gone !== undefined) return;
    const batch = queue;
    queue = [];
    send(JSON.stringify(batch));
  };

  return {
    write(name, ...args) {
      if (gone !== undefined) return Promise.reject(gone);
      // null would be read as a value: an absent last argument is left out
      while (args.length > 0 && args[args.length - 1] === undefined) args.pop();
      if (queue.push([name, args]) === 1) setImmediate(flush);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    flush,
    answer(outcomes) {
      for (const outcome of JSON.parse(outcomes) as Outcome[]) {
        const waiter = waiting[first];
        first += 1;
        if (Array.isArray(outcome)) waiter?.resolve(outcome[0]);
        else waiter?.reject(new Error(outcome.error));
      }
      if (first > 10_000 || first === waiting.length) {
        waiting.splice(0, first);
        first = 0;
      }
    },
    fail(error) {
      gone ??= error;
      for (const waiter of waiting.splice(0).slice(first)) waiter.reject(gone);
      first = 0;
    },
    alive: () => gone === undefined,
  };
};
