import type { Inbound, Received } from '../records/arrivals';
import type { Operation } from '../sql/statement';
import { isStoreAway } from '../store-away';
import { RECEIVE_BEGIN, receiveMany } from './receive-many';

export interface ReceivingOptions {
  together: <T>(start: () => Operation<T>, begin: string) => Promise<T>;
  alone: (inbound: Inbound) => Promise<Received>;
}

export interface Receiving {
  receive(inbound: Inbound): Promise<Received>;
  /** Resolves when nobody waits for an answer. */
  idle(): Promise<void>;
}

interface Waiting {
  inbound: Inbound;
  from: string;
  answer: (received: Received) => void;
  reject: (error: unknown) => void;
}

/** Two, so that one prepares while the other waits for the disk. */
const BATCHES = 2;
const LARGEST = 100;

const fromOf = ({ identity: { provider, account, subject } }: Inbound): string => `${provider}|${account}|${subject}`;

/**
 * Gathers visitors' messages that arrive together into transactions. Messages of one visitor stay in the order they came: while
 * one is on its way, the next waits. What a batch cannot do, and all of a batch that failed, is done one by one, so that each
 * caller's answer is his own.
 */
export const createReceiving = ({ together, alone }: ReceivingOptions): Receiving => {
  let waiting: Waiting[] = [];
  let running = 0;
  let planned = false;
  let unanswered = 0;
  const busy = new Set<string>();
  const watchers: (() => void)[] = [];

  const one = async ({ inbound, answer, reject }: Waiting): Promise<void> => {
    try {
      answer(await alone(inbound));
    } catch (error) {
      reject(error);
    }
  };

  /** Those of one visitor after another, the visitors side by side. */
  const oneByOne = async (batch: readonly Waiting[]): Promise<void> => {
    const visitors = new Map<string, Waiting[]>();
    for (const item of batch) visitors.set(item.from, [...(visitors.get(item.from) ?? []), item]);
    const inOrder = async (items: readonly Waiting[]): Promise<void> => {
      for (const item of items) await one(item);
    };
    await Promise.all([...visitors.values()].map(inOrder));
  };

  const run = async (batch: readonly Waiting[]): Promise<void> => {
    const inbounds = batch.map(({ inbound }) => inbound);
    let received: (Received | undefined)[] = [];
    try {
      received = await together(() => receiveMany(inbounds), RECEIVE_BEGIN);
    } catch (error) {
      if (isStoreAway(error)) return batch.forEach(({ reject }) => reject(error));
    }
    const left = batch.filter((item, i) => {
      const result = received[i];
      if (result !== undefined) item.answer(result);
      return result === undefined;
    });
    await oneByOne(left);
  };

  const takeBatch = (): Waiting[] => {
    const taken: Waiting[] = [];
    const left: Waiting[] = [];
    for (const item of waiting) (taken.length < LARGEST && !busy.has(item.from) ? taken : left).push(item);
    waiting = left;
    for (const { from } of taken) busy.add(from);
    return taken;
  };

  const begin = (): void => {
    planned = false;
    while (running < BATCHES) {
      const batch = takeBatch();
      if (batch.length === 0) return;
      running += 1;
      void run(batch).finally(() => {
        for (const { from } of batch) busy.delete(from);
        running -= 1;
        unanswered -= batch.length;
        if (unanswered === 0) for (const watcher of watchers.splice(0)) watcher();
        begin();
      });
    }
  };

  return {
    receive: (inbound) =>
      new Promise((answer, reject) => {
        waiting.push({ inbound, from: fromOf(inbound), answer, reject });
        unanswered += 1;
        if (planned || running >= BATCHES) return;
        planned = true;
        // after everything that arrived in this turn of the event loop
        setImmediate(begin);
      }),
    idle: () => (unanswered === 0 ? Promise.resolve() : new Promise((resolve) => watchers.push(resolve))),
  };
};
