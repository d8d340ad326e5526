import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { ColleaguesAnswer } from '../../../shared/http/agent';
import type { Static } from '@sinclair/typebox';
import { useSend } from '../../frame/api/use-send';
import { useWords } from '../../frame/language';
import { useSession } from '../../frame/session';
import { talkWords } from './talk-words';

/** What agents are called; messages name them by key. */
export const useAgentNames = defineStore('agent-names', () => {
  const send = useSend();
  const session = useSession();
  const say = useWords(talkWords);
  const names = shallowRef(new Map<string, string>());
  let asked: Promise<void> | undefined;

  async function load(): Promise<void> {
    const answer = await send<Static<typeof ColleaguesAnswer>>('GET', '/api/agent/colleagues');
    if (answer.ok) names.value = new Map(answer.value.colleagues.map(({ key, name }) => [key, name]));
    else asked = undefined;
  }
  return {
    /** Asked of the server at the first need. */
    nameOf(agent: string): string {
      if (agent === session.me?.agent) return say('me');
      asked ??= load();
      return names.value.get(agent) ?? agent;
    },
  };
});
