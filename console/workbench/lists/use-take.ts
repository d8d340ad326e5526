import { ref, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { Answer } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { useLanguage, useWords } from '../../frame/language';
import { toast, toastFailure } from '../../frame/toast';
import type { Conversation } from '../../../shared/conversation';
import { actFailure } from '../acts/act-failure';
import { actsWords } from '../acts/acts-words';
import { talkApi } from '../talk/talk-api';
import { listsWords } from './lists-words';

export interface Take {
  busy: Ref<boolean>;
  take(conversation: string): Promise<void>;
  next(): Promise<void>;
}

/** Takes somebody who waits and goes to him; what is in the way is said. */
export function useTake(): Take {
  const api = talkApi(useSend());
  const router = useRouter();
  const say = useWords(listsWords);
  const acts = useWords(actsWords);
  const language = useLanguage();
  const busy = ref(false);

  async function follow(asking: Promise<Answer<{ conversation: Conversation } | undefined>>): Promise<void> {
    busy.value = true;
    const answer = await asking;
    busy.value = false;
    if (!answer.ok) toastFailure(actFailure(answer.failure, acts, language));
    else if (answer.value) await router.push({ name: 'conversation', params: { id: answer.value.conversation.id } });
    else toast(say('nextNone'));
  }
  return { busy, take: (conversation) => follow(api.take(conversation)), next: () => follow(api.next()) };
}
