import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type WatchSource } from 'vue';
import type { Answer, Failure } from './api/answer';
import { useLoad, type Load } from './load';

export interface LongList<T> {
  /** The first page, as everything that is read: for a `LoadArea`. */
  first: Load<readonly T[]>;
  /** All that was read so far. */
  rows: ComputedRef<readonly T[]>;
  /** There may be more. */
  more: ComputedRef<boolean>;
  busy: Ref<boolean>;
  failure: Ref<Failure | undefined>;
  readMore(): Promise<void>;
  /** The first page again, unless somebody has gone on from it and would lose his place. */
  refresh(): Promise<void>;
}

/**
 * A list that the server hands out a page at a time, newest first. `read` asks for what comes after the last row seen; `anew`: when one of
 * these changes, other rows are meant and it begins again.
 */
export function useLongList<T>(read: (after: T | undefined) => Promise<Answer<readonly T[]>>, perPage: number, anew: WatchSource): LongList<T> {
  const further = shallowRef<readonly T[]>([]);
  const ended = ref(false);
  const busy = ref(false);
  const failure = shallowRef<Failure>();
  let turn = 0;

  const first = useLoad(async () => {
    turn += 1;
    const answer = await read(undefined);
    further.value = [];
    failure.value = undefined;
    if (answer.ok) ended.value = answer.value.length < perPage;
    return answer;
  });
  const rows = computed(() => [...(first.value.value ?? []), ...further.value]);
  watch(anew, first.load);

  async function readMore(): Promise<void> {
    if (busy.value) return;
    const mine = turn;
    busy.value = true;
    const answer = await read(rows.value.at(-1));
    busy.value = false;
    if (mine !== turn) return;
    failure.value = answer.ok ? undefined : answer.failure;
    if (!answer.ok) return;
    further.value = [...further.value, ...answer.value];
    ended.value = answer.value.length < perPage;
  }
  return {
    first, rows, more: computed(() => !ended.value), busy, failure, readMore,
    refresh: async () => {
      if (further.value.length === 0 && !busy.value) await first.load();
    },
  };
}
