import { readonly, ref, type InjectionKey, type Ref } from 'vue';
import { provided } from './provided';

export interface Connection {
  /** The server did not answer the last time it was asked. */
  lost: Readonly<Ref<boolean>>;
  /** Grows each time the server is there again: watch it to read anew. */
  returns: Readonly<Ref<number>>;
  reached(yes: boolean): void;
}

const AGAIN_MS = 3_000;

/** Knows whether the server can be reached; while it cannot, it asks again by itself. */
export function createConnection({ probe, after }: { probe(): Promise<boolean>; after(ms: number, act: () => void): void }): Connection {
  const lost = ref(false);
  const returns = ref(0);
  function reached(yes: boolean): void {
    if (yes && lost.value) returns.value += 1;
    const begins = !yes && !lost.value;
    lost.value = !yes;
    if (begins) lookAgain();
  }
  function lookAgain(): void {
    after(AGAIN_MS, () => {
      if (!lost.value) return;
      void probe().then((there) => (there ? reached(true) : lookAgain()));
    });
  }
  return { lost: readonly(lost), returns: readonly(returns), reached };
}

export const connectionKey: InjectionKey<Connection> = Symbol('connection');
export const useConnection = (): Connection => provided(connectionKey);
