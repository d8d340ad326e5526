import { ref, shallowRef } from 'vue';
import type { Answer, Failure } from '../../../frame/api/answer';
import { useSend } from '../../../frame/api/use-send';
import { useConfirm } from '../../../frame/confirm';
import { useWords } from '../../../frame/language';
import { useLoad } from '../../../frame/load';
import { toast } from '../../../frame/toast';
import { siteAccessApi, type ApiKey } from '../../api/site-access';
import { connectionWords } from './connection-words';

/** Keys and secret of one site with every act on them. What is told once stays in `told` until it is put away. */
export function useSiteAccess(site: string) {
  const say = useWords(connectionWords);
  const confirm = useConfirm();
  const api = siteAccessApi(useSend(), site);
  const access = useLoad(api.read);
  const busy = ref(false);
  const failure = shallowRef<Failure>();
  const told = shallowRef<{ title: string; about: string; label: string; secret: string }>();

  async function act<T>(call: () => Promise<Answer<T>>, done: (value: T) => void): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    const answer = await call();
    busy.value = false;
    failure.value = answer.ok ? undefined : answer.failure;
    if (answer.ok) done(answer.value);
    await access.load();
    return answer.ok;
  }

  return {
    access, busy, failure, told,
    addKey: (name: string) =>
      act(() => api.addKey({ name }), ({ key }) => (told.value = { title: say('keyMade'), about: say('keyMadeAbout', { name }), label: say('apiKey'), secret: key })),
    async endKey({ id, name }: ApiKey) {
      const sure = await confirm({ title: say('endKeyTitle', { name }), text: say('endKeyText'), act: say('endKey'), grave: true });
      if (sure) await act(() => api.endKey(id), () => toast(say('keyEnded')));
    },
    async renewSecret() {
      const had = access.value.value?.hasSecret ?? false;
      const sure = !had || (await confirm({ title: say('renewTitle'), text: say('renewText'), act: say('renewSecret'), grave: true }));
      if (sure) await act(api.renewSecret, ({ secret }) => (told.value = { title: say('secretMade'), about: say('secretMadeAbout'), label: say('secret'), secret }));
    },
  };
}
