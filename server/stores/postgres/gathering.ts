import { isStoreAway } from '../store-away';

export interface GatheringOptions<In, Out> {
  /** In one transaction; undefined stands for one that needs a transaction of its own. */
  together: (all: readonly In[]) => Promise<(Out | undefined)[]>;
  alone: (one: In) => Promise<Out>;
  /** Those of one name keep the order in which they came. */
  nameOf: (one: In) => string;
}

export interface Gathering<In, Out> {
  add(one: In): Promise<Out>;
  /** Resolves when nobody waits for an answer. */
  idle(): Promise<void>;
}

interface Waiting<In, Out> {
  asked: In;
  name: string;
  answer: (out: Out) => void;
  reject: (error: unknown) => void;
}

/** Two, so that one prepares while the other waits for the disk. */
const BATCHES = 2;
const LARGEST = 100;

/**
 * Gathers writes that come together into transactions. Those of one name stay in the order they came: while one is on its way,
 * the next waits. What a batch cannot do, and all of a batch that failed, is done one by one, so that each caller's answer is
 * his own.
 */
export const createGathering = <In, Out>({ together, alone, nameOf }: GatheringOptions<In, Out>): Gathering<In, Out> => {
  type Item = Waiting<In, Out>;
  let waiting: Item[] = [];
  let running = 0;
  let planned = false;
  let unanswered = 0;
  const busy = new Set<string>();
  const watchers: (() => void)[] = [];

  const one = async ({ asked, answer, reject }: Item): Promise<void> => {
    try {
      answer(await alone(asked));
    } catch (error) {
      reject(error);
    }
  };

  /** Those of one name after another, the names side by side. */
  const oneByOne = async (batch: readonly Item[]): Promise<void> => {
    const byName = new Map<string, Item[]>();
    for (const item of batch) byName.set(item.name, [...(byName.get(item.name) ?? []), item]);
    const inOrder = async (items: readonly Item[]): Promise<void> => {
      for (const item of items) await one(item);
    };
    await Promise.all([...byName.values()].map(inOrder));
  };

  const run = async (batch: readonly Item[]): Promise<void> => {
    let done: (Out | undefined)[] = [];
    try {
      done = await together(batch.map(({ asked }) => asked));
    } catch (error) {
      if (isStoreAway(error)) return batch.forEach(({ reject }) => reject(error));
    }
    const left = batch.filter((item, i) => {
      const result = done[i];
      if (result !== undefined) item.answer(result);
      return result === undefined;
    });
    await oneByOne(left);
  };

  const takeBatch = (): Item[] => {
    const taken: Item[] = [];
    const left: Item[] = [];
    for (const item of waiting) (taken.length < LARGEST && !busy.has(item.name) ? taken : left).push(item);
    waiting = left;
    for (const { name } of taken) busy.add(name);
    return taken;
  };

  const begin = (): void => {
    planned = false;
    while (running < BATCHES) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      running += 1;
      void run(batch).finally(() => {
        for (const { name } of batch) busy.delete(name);
        running -= 1;
        unanswered -= batch.length;
        if (unanswered === 0) for (const watcher of watchers.splice(0)) watcher();
        begin();
      });
    }
  };

  return {
    add: (asked) =>
      new Promise((answer, reject) => {
        waiting.push({ asked, name: nameOf(asked), answer, reject });
        unanswered += 1;
        if (planned || running >= BATCHES) return;
        planned = true;
        // after everything that arrived in this turn of the event loop
        setImmediate(begin);
      }),
    idle: () => (unanswered === 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
  };
};
