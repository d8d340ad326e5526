import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A program of this folder in a process of its own that answers one question after another. */
export interface AskedChild<Order, Answer> {
  ask(order: Order): Promise<Answer>;
  /** Nothing more will be asked; it ends by itself. */
  end(): void;
}

export function startAsked<Order, Answer>(file: string): AskedChild<Order, Answer> {
  const child = fork(join(__dirname, file), { execArgv: ['--import', 'tsx'] });
  let waiting: { answer: (answer: Answer) => void; fail: (error: Error) => void } | undefined;
  child.on('message', (text: string) => {
    const found: Answer = JSON.parse(text);
    waiting?.answer(found);
  });
  child.on('exit', () => waiting?.fail(new Error(`${file} has ended`)));
  return {
    ask: (order) => new Promise((answer, fail) => {
      waiting = { answer, fail };
      child.send(JSON.stringify(order));
    }),
    end: () => child.disconnect(),
  };
}

/** The other side: answers every order, and cleans up when there will be none. */
export function answerOrders<Order>(answer: (order: Order) => Promise<unknown>, end: () => Promise<void> = async () => undefined): void {
  process.on('message', (text: string) => {
    const order: Order = JSON.parse(text);
    answer(order).then((found) => process.send?.(JSON.stringify(found)), (error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  });
  process.once('disconnect', () => {
    void end().finally(() => process.exit());
  });
}
