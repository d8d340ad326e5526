import { defineStore } from 'pinia';
import { ref } from 'vue';
import { useSend } from '../../frame/api/use-send';
import { draftApi } from '../api/draft';

/** How many changes of the draft wait to be published. Pages that edit the draft refresh it after each save. */
export const useDraft = defineStore('draft', () => {
  const api = draftApi(useSend());
  const changes = ref(0);

  async function refresh(): Promise<void> {
    const answer = await api.diff();
    if (answer.ok) changes.value = answer.value.differences.length;
  }
  return { changes, refresh };
});
