import { onScopeDispose, watch } from 'vue';
import { useLine } from '../line/use-line';
import { useLists } from '../line/use-lists';
import { useTalks } from './use-talks';

/** Tells how far he has read the conversation that is shown: only what is in sight, on a page he looks at, in a conversation of his. */
export function useReadMarks(id: () => string, isAtEnd: () => boolean): void {
  const line = useLine();
  const lists = useLists();
  const talks = useTalks();
  const told = new Map<string, number>();

  function tell(): void {
    const conversation = id();
    const to = talks.talkOf(conversation)?.said?.to ?? 0;
    if (to === 0 || document.visibilityState !== 'visible' || !isAtEnd() || !lists.isMine(conversation)) return;
    if ((told.get(conversation) ?? 0) < to && line.send({ type: 'read', conversation, seq: to })) told.set(conversation, to);
  }
  watch([id, isAtEnd, () => talks.talkOf(id())?.said?.to, () => lists.isMine(id()), () => line.state], tell, { flush: 'post' });
  document.addEventListener('visibilitychange', tell);
  onScopeDispose(() => document.removeEventListener('visibilitychange', tell));
}
