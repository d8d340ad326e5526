import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { CannedReply } from '../../../shared/http/canned-replies';
import type { Answer, Failure } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { cannedApi, type CannedWords } from './canned-api';

/** Shared ones seldom change: they are read again when somebody looks after this long. */
const FRESH_MS = 60_000;

/** The replies he may use. */
export const useCanned = defineStore('canned', () => {
  const api = cannedApi(useSend());
  const replies = shallowRef<readonly CannedReply[]>([]);
  const state = ref<'unread' | 'ready' | 'failed'>('unread');
  const failure = shallowRef<Failure>();
  let readAt = 0;

  async function load(): Promise<void> {
    const answer = await api.list();
    failure.value = answer.ok ? undefined : answer.failure;
    if (answer.ok) {
      replies.value = answer.value.replies;
      readAt = Date.now();
      state.value = 'ready';
    } else if (state.value === 'unread') state.value = 'failed';
  }

  return {
    replies, state, failure, load,
    /** Reads them unless that was just done. */
    async look(): Promise<void> {
      if (Date.now() - readAt > FRESH_MS) await load();
    },
    /** The same id again is the same reply. */
    async save(id: string, words: CannedWords): Promise<Answer<CannedReply>> {
      const answer = await api.save(id, words);
      if (answer.ok) await load();
      return answer;
    },
    async drop(id: string): Promise<Answer<undefined>> {
      const answer = await api.drop(id);
      if (answer.ok) await load();
      return answer;
    },
  };
});
