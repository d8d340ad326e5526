import { ref } from 'vue';
import type { ConversationDetail } from '../../../shared/http/agent';
import type { Answer } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { useConfirm } from '../../frame/confirm';
import { useLanguage, useWords } from '../../frame/language';
import { useSession } from '../../frame/session';
import { toast, toastFailure } from '../../frame/toast';
import { actFailure } from './act-failure';
import { actsApi } from './acts-api';
import { actsWords } from './acts-words';
import type { Act } from './possible-acts';
import { useOwnActs } from './use-own-acts';

/** The acts on the conversation shown, one at a time, each answered in words. What changed comes by the line. */
export function useActs(detail: () => ConversationDetail) {
  const say = useWords(actsWords);
  const language = useLanguage();
  const confirm = useConfirm();
  const session = useSession();
  const api = actsApi(useSend());
  const own = useOwnActs();
  const busy = ref<Act>();

  async function run(act: Act, call: () => Promise<Answer<unknown>>, done: string): Promise<boolean> {
    if (busy.value !== undefined) return false;
    busy.value = act;
    own.did(detail().conversation.id);
    const answer = await call();
    busy.value = undefined;
    if (answer.ok) toast(done);
    else toastFailure(actFailure(answer.failure, say, language));
    return answer.ok;
  }

  return {
    busy,
    async take(): Promise<boolean> {
      const { conversation: { id, state }, agentName: name = '' } = detail();
      const isOver = state === 'assigned';
      if (isOver && !(await confirm({ title: say('takeOverTitle', { name }), text: say('takeOverText', { name }), act: say('takeOver') }))) return false;
      return run('take', () => api.take(id), say('taken'));
    },
    async handBack(): Promise<boolean> {
      const { conversation: { id } } = detail();
      if (!(await confirm({ title: say('handBackTitle'), text: say('handBackText'), act: say('handBack') }))) return false;
      return run('handBack', () => api.handBack(id), say('handedBack'));
    },
    askSurvey: (): Promise<boolean> => run('askSurvey', () => api.askSurvey(detail().conversation.id), say('surveyDone')),
    async end(): Promise<boolean> {
      const { conversation: { id, agent, lastVisitorAt = 0, lastAgentAt = 0 }, visitor: { name } } = detail();
      const unanswered = agent === session.me?.agent && lastVisitorAt > lastAgentAt ? `${say('endUnanswered')} ` : '';
      if (!(await confirm({ title: say('endTitle', { name }), text: unanswered + say('endText'), act: say('end'), grave: true }))) return false;
      return run('end', () => api.end(id), say('ended'));
    },
  };
}
