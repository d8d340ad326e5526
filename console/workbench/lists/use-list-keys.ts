import { onScopeDispose } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { useLists } from '../line/use-lists';
import { stepConversation } from './step-conversation';

/** Alt+↑ and Alt+↓ go through his conversations, then through those who wait, from wherever he is. */
export function useListKeys(): void {
  const lists = useLists();
  const route = useRoute();
  const router = useRouter();

  function press(event: KeyboardEvent): void {
    if (!event.altKey || event.ctrlKey || event.metaKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const ids = [...lists.mine, ...lists.queue].map(({ conversation }) => conversation.id);
    const shown = typeof route.params['id'] === 'string' ? route.params['id'] : undefined;
    const next = stepConversation(ids, shown, event.key === 'ArrowDown' ? 1 : -1);
    if (next !== undefined && next !== shown) void router.push({ name: 'conversation', params: { id: next } });
  }
  addEventListener('keydown', press);
  onScopeDispose(() => removeEventListener('keydown', press));
}
