import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Answer, Failure } from './api/answer';
import { useConnection } from './connection';

export interface Load<T> {
  /** `loading` only while there is nothing to show yet; later readings keep what is there. */
  state: Ref<'loading' | 'ready' | 'failed'>;
  value: ShallowRef<T | undefined>;
  failure: ShallowRef<Failure | undefined>;
  /** A reading is under way. */
  busy: Ref<boolean>;
  load(): Promise<void>;
}

/** Reads something when the page opens, and again when the server is back after it could not be reached. Only the newest reading counts. */
export function useLoad<T>(read: () => Promise<Answer<T>>): Load<T> {
  const state = ref<'loading' | 'ready' | 'failed'>('loading');
  const value = shallowRef<T>();
  const failure = shallowRef<Failure>();
  const busy = ref(false);
  let newest = 0;

  async function load(): Promise<void> {
    const turn = (newest += 1);
    busy.value = true;
    const answer = await read();
    if (turn !== newest) return;
    busy.value = false;
    if (answer.ok) {
      value.value = answer.value;
      failure.value = undefined;
      state.value = 'ready';
    } else {
      failure.value = answer.failure;
      if (value.value === undefined) state.value = 'failed';
    }
  }

  onScopeDispose(() => (newest = -1));
  watch(useConnection().returns, load);
  void load();
  return { state, value, failure, busy, load };
}
