import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { AgentStatus } from '../../../shared/http/agent';
import type { Answer, Failure } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { useLine } from '../line/use-line';
import { statusApi, type ChosenStatus } from './status-api';

/** The status the router uses for him: always as the server last said it, never as he merely pressed it. */
export const useOwnStatus = defineStore('own-status', () => {
  const api = statusApi(useSend());
  const status = shallowRef<AgentStatus>();
  const failure = shallowRef<Failure>();
  const busy = ref(false);

  async function follow(call: () => Promise<Answer<AgentStatus>>): Promise<void> {
    busy.value = true;
    const answer = await call();
    busy.value = false;
    failure.value = answer.ok ? undefined : answer.failure;
    if (answer.ok) status.value = answer.value;
  }
  useLine().hear((frame) => {
    if (frame.type === 'ready' || frame.type === 'status') status.value = frame.status;
  });
  return {
    status, failure, busy,
    load: () => follow(api.read),
    choose: (next: ChosenStatus) => follow(() => api.choose(next)),
    resume: () => follow(api.resume),
  };
});
