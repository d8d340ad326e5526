import type { Log } from './desk-deps';

/** Work that follows a commit: the caller has its answer, the rest goes on here. What is lost in a crash the sweep finds again. */
export interface Background {
  /** Runs `task` after the tasks of the same `key`; a failure is logged, never thrown. */
  run(key: string, what: string, task: () => Promise<void>): void;
  /** Resolves when nothing of this key is under way. */
  ended(key: string): Promise<void>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

export function createBackground(log: Log): Background {
  const tails = new Map<string, Promise<void>>();
  return {
    run(key, what, task) {
      const tail = (tails.get(key) ?? Promise.resolve())
        .then(task)
        .catch((error: unknown) => log.error({ err: error, what }, 'background work failed; the sweep will try again'))
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key);
        });
      tails.set(key, tail);
    },
    ended: async (key) => tails.get(key),
    async settled() {
      while (tails.size > 0) await Promise.all(tails.values());
    },
  };
}
