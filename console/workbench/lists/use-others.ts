import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import type { ConversationLine } from '../../../shared/http/agent';
import type { Failure } from '../../frame/api/answer';
import { useSend } from '../../frame/api/use-send';
import { talkApi } from '../talk/talk-api';

export interface Others {
  /** Undefined until it was read. */
  lines: ShallowRef<readonly ConversationLine[] | undefined>;
  failure: ShallowRef<Failure | undefined>;
  hasMore: Ref<boolean>;
  load(): Promise<void>;
  more(): Promise<void>;
}

const AGAIN_MS = 15_000;

/** What colleagues have now. The line does not tell it; it is read again while it is shown. */
export function useOthers(isShown: () => boolean): Others {
  const api = talkApi(useSend());
  const lines = shallowRef<readonly ConversationLine[]>();
  const failure = shallowRef<Failure>();
  const next = ref<string>();
  const hasMore = ref(false);

  async function read(before?: string): Promise<void> {
    const answer = await api.others(before);
    failure.value = answer.ok ? undefined : answer.failure;
    if (!answer.ok) return;
    lines.value = before === undefined ? answer.value.conversations : [...(lines.value ?? []), ...answer.value.conversations];
    next.value = answer.value.next;
    hasMore.value = next.value !== undefined;
  }
  const ticking = setInterval(() => {
    if (isShown() && document.visibilityState === 'visible' && (lines.value?.length ?? 0) <= 50) void read();
  }, AGAIN_MS);
  onScopeDispose(() => clearInterval(ticking));
  return { lines, failure, hasMore, load: () => read(), more: () => read(next.value) };
}
