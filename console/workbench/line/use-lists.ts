import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import type { ConversationLine } from '../../../shared/http/agent';
import { byNews, withLine, withoutLine } from './lines';
import { useLine } from './use-line';

/** His own conversations and who waits for somebody like him, as the line tells them. */
export const useLists = defineStore('lists', () => {
  const lists = { mine: shallowRef<readonly ConversationLine[]>([]), queue: shallowRef<readonly ConversationLine[]>([]) };
  const hasMoreWaiting = ref(false);
  /** Both were told at least once. */
  const isKnown = ref(false);

  useLine().hear((frame) => {
    switch (frame.type) {
      case 'mine':
        lists.mine.value = frame.conversations;
        return;
      case 'queue':
        lists.queue.value = frame.conversations;
        hasMoreWaiting.value = frame.more;
        isKnown.value = true;
        return;
      case 'line':
        lists[frame.list].value = withLine(lists[frame.list].value, frame.line);
        return;
      case 'gone':
        lists[frame.list].value = withoutLine(lists[frame.list].value, frame.conversation);
        return;
      default:
    }
  });

  const mine = computed(() => byNews(lists.mine.value));
  return {
    /** Latest news first. */
    mine,
    /** In the order in which they are served. */
    queue: computed(() => lists.queue.value),
    hasMoreWaiting, isKnown,
    unread: computed(() => mine.value.reduce((sum, { unread }) => sum + unread, 0)),
    lineOf: (conversation: string): ConversationLine | undefined => [...lists.mine.value, ...lists.queue.value].find((line) => line.conversation.id === conversation),
    isMine: (conversation: string): boolean => lists.mine.value.some((line) => line.conversation.id === conversation),
  };
});
