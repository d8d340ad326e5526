import { computed, type ComputedRef } from 'vue';
import { useLanguage, useWords } from '../../../frame/language';
import { useTimeWords } from '../../../frame/time-words';
import type { Names } from '../../draft/use-names';
import { ladderTable, type LadderSpeaker } from './ladder-words';

/** Says ladders with the names of the draft, in the chosen language. */
export function useLadderSpeaker({ agent, group }: Pick<Names, 'agent' | 'group'>): ComputedRef<LadderSpeaker> {
  const say = useWords(ladderTable);
  const { language } = useLanguage();
  const time = useTimeWords();
  const duration = (ms: number): string => (language.value === 'zh' ? time.value.duration(ms).replace(/分$/, '分钟') : time.value.duration(ms));
  return computed(() => ({ say, agent: agent.value, group: group.value, duration }));
}
