import { ref, shallowRef } from 'vue';
import type { Answer } from '../../../frame/api/answer';
import { useSend } from '../../../frame/api/use-send';
import { useConfirm } from '../../../frame/confirm';
import { failureLine } from '../../../frame/failure-words';
import { frameWords } from '../../../frame/frame-words';
import { useLanguage, useWords } from '../../../frame/language';
import { useLoad } from '../../../frame/load';
import { toast, toastFailure } from '../../../frame/toast';
import { webhooksApi, type Webhook } from '../../api/webhooks';
import { testOutcome, type TestOutcome } from './test-outcome';
import { termsOf } from './webhook-form';
import { webhooksWords } from './webhooks-words';

/** All webhooks with every act on them; what is told once stays in `told` until it is put away. */
export function useWebhooks() {
  const say = useWords(webhooksWords);
  const frame = useWords(frameWords);
  const language = useLanguage();
  const confirm = useConfirm();
  const api = webhooksApi(useSend());
  const list = useLoad(api.list);
  const told = shallowRef<{ title: string; about: string; label: string; secret: string }>();
  const tested = shallowRef<{ hook: Webhook; outcome?: TestOutcome }>();
  const testing = ref(false);

  const tell = (secret: string): void => void (told.value = { title: say('secretMade'), about: say('secretAbout'), label: say('secret'), secret });
  async function act<T>(call: () => Promise<Answer<T>>, done: (value: T) => void): Promise<void> {
    const answer = await call();
    if (answer.ok) done(answer.value);
    else toastFailure(failureLine(answer.failure, language));
    await list.load();
  }

  return {
    api, list, told, tell, tested, testing,
    turn: (hook: Webhook) => act(() => api.change(hook.id, { ...termsOf(hook), disabled: !hook.disabled }), () => toast(say('saved'))),
    async renew({ id }: Webhook) {
      if (await confirm({ title: say('renewTitle'), text: say('renewText'), act: say('renew'), grave: true })) await act(() => api.renewSecret(id), ({ secret }) => tell(secret));
    },
    async remove({ id, url }: Webhook) {
      if (await confirm({ title: say('removeTitle'), text: say('removeText', { url }), act: frame('remove'), grave: true })) await act(() => api.remove(id), () => toast(say('removed')));
    },
    async test(hook: Webhook) {
      if (testing.value) return;
      testing.value = true;
      tested.value = { hook };
      const sent = await api.test(hook.id);
      if (sent.ok) {
        const outcome = await testOutcome(`${sent.value.eventId}.${hook.id}`, { deliveries: api.deliveries, pause: (ms) => new Promise((resume) => setTimeout(resume, ms)) });
        tested.value = { hook, outcome };
      } else {
        tested.value = undefined;
        toastFailure(failureLine(sent.failure, language));
      }
      testing.value = false;
    },
  };
}
