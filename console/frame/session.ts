import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import type { Me } from '../../shared/http/auth';
import type { Permission } from '../../shared/permissions';
import type { Answer, Failure } from './api/answer';
import { authApi } from './api/auth';
import { useSend } from './api/use-send';

/** Who works at this screen and what he may do. `unknown` until the server was asked, `unreached` when it could not be. */
export const useSession = defineStore('session', () => {
  const api = authApi(useSend());
  const state = ref<'unknown' | 'unreached' | 'in' | 'out'>('unknown');
  const me = shallowRef<Me>();
  const failure = shallowRef<Failure>();
  /** One can sign in by WeCom here. */
  const wecom = ref(false);

  function enter(found: Me): void {
    me.value = found;
    state.value = 'in';
    failure.value = undefined;
  }
  /** The server says that there is no session any more. */
  function leave(): void {
    me.value = undefined;
    state.value = 'out';
  }

  async function load(): Promise<void> {
    const answer = await api.session();
    if (!answer.ok) {
      failure.value = answer.failure;
      state.value = 'unreached';
      return;
    }
    wecom.value = answer.value.wecom;
    if (answer.value.me) enter(answer.value.me);
    else leave();
  }
  async function signIn(login: string, password: string, code?: string): Promise<Answer<Me>> {
    const answer = await api.signIn({ login, password, ...(code !== undefined && { code }) });
    if (!answer.ok) return answer;
    enter(answer.value.me);
    return { ok: true, value: answer.value.me };
  }
  async function signOut(): Promise<Answer<undefined>> {
    const answer = await api.signOut();
    if (answer.ok) leave();
    return answer;
  }
  const can = (permission: Permission): boolean => me.value?.permissions.includes(permission) ?? false;

  return { state, me, wecom, failure, load, enter, leave, signIn, signOut, can };
});
