import { ref, shallowRef } from 'vue';
import type { SearchHit } from '../../../shared/http/workbench-search';
import type { Failure } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { searchApi } from './search-api';

/** One look looks through so much only: where nothing was found in it, so many more follow by themselves. */
const LOOKS = 5;

/** A search that goes back in time, a part at each look; only the newest question counts. */
export function useSearch() {
  const api = searchApi(useSend());
  const asked = ref('');
  const hits = shallowRef<readonly SearchHit[]>([]);
  const next = ref<string>();
  const searchedTo = ref<number>();
  const busy = ref(false);
  const failure = shallowRef<Failure>();
  let newest = 0;

  async function look(turn: number): Promise<void> {
    busy.value = true;
    const before = hits.value.length;
    for (let looks = 0; looks < LOOKS; looks += 1) {
      const answer = await api.find(asked.value, next.value);
      if (turn !== newest) return;
      failure.value = answer.ok ? undefined : answer.failure;
      if (!answer.ok) break;
      hits.value = [...hits.value, ...answer.value.hits];
      next.value = answer.value.next;
      searchedTo.value = answer.value.searchedTo;
      if (next.value === undefined || hits.value.length > before) break;
    }
    busy.value = false;
  }

  return {
    asked, hits, next, searchedTo, busy, failure,
    async find(query: string): Promise<void> {
      const turn = (newest += 1);
      asked.value = query.trim();
      hits.value = [];
      next.value = searchedTo.value = undefined;
      if (asked.value !== '') await look(turn);
    },
    /** Goes on where the last look stopped, also after a failure. */
    more: (): Promise<void> => look(newest),
  };
}
