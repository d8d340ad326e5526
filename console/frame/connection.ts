import { readonly, ref, type InjectionKey, type Ref } from 'vue';
import { provided } from './provided';

export interface Connection {
  /** The server did not answer a call, nor anything since. */
  lost: Readonly<Ref<boolean>>;
  /** Grows each time the server is there again: watch it to read anew. */
  returns: Readonly<Ref<number>>;
  /** A call was not answered. */
  miss(): void;
}

const AGAIN_MS = 3_000;

/**
 * Knows whether the server can be reached; while it cannot, it asks again by itself, and only its own asking counts as a return:
 * what always fails while everything else works must not be read again and again without a pause.
 */
export function createConnection({ probe, after }: { probe(): Promise<boolean>; after(ms: number, act: () => void): void }): Connection {
  const lost = ref(false);
  const returns = ref(0);
  async function lookAgain(): Promise<void> {
    if (!(await probe())) return after(AGAIN_MS, () => void lookAgain());
    lost.value = false;
    returns.value += 1;
  }
  function miss(): void {
    if (lost.value) return;
    lost.value = true;
    after(AGAIN_MS, () => void lookAgain());
  }
  return { lost: readonly(lost), returns: readonly(returns), miss };
}

export const connectionKey: InjectionKey<Connection> = Symbol('connection');
export const useConnection = (): Connection => provided(connectionKey);
