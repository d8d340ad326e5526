import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { Entry } from '../../../../shared/config/entry';
import type { VisitorFacts } from '../../../../shared/visitor-facts';
import type { Failure } from '../../../frame/api/answer';
import { useSend } from '../../../frame/api/use-send';
import { whatIfApi, type Preview } from '../../api/what-if';

export interface LivePreview {
  seen: ShallowRef<Preview | undefined>;
  failure: ShallowRef<Failure | undefined>;
  busy: Ref<boolean>;
  ask(): Promise<void>;
}

/** Somebody who types is asked about once he pauses. */
const PAUSE_MS = 350;

/** Asks the router who would get a tap as the form stands, again at each change; `tried` answers nothing while the form cannot be read. */
export function usePreview(tried: () => Entry | undefined, facts: () => VisitorFacts): LivePreview {
  const api = whatIfApi(useSend());
  const seen = shallowRef<Preview>();
  const failure = shallowRef<Failure>();
  const busy = ref(false);
  let newest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    clearTimeout(pause);
    const entry = tried();
    const turn = (newest += 1);
    if (entry === undefined) return;
    busy.value = true;
    const answer = await api.preview({ entry: entry.key, source: 'draft', tried: entry, facts: facts() });
    if (turn !== newest) return;
    busy.value = false;
    failure.value = answer.ok ? undefined : answer.failure;
    if (answer.ok) seen.value = answer.value;
  }
  // Compared as text: each keystroke makes the entry anew, most of them the same one.
  watch(() => JSON.stringify([tried(), facts()]), () => {
    clearTimeout(pause);
    pause = setTimeout(() => void ask(), PAUSE_MS);
  });
  onScopeDispose(() => {
    newest = -1;
    clearTimeout(pause);
  });
  void ask();
  return { seen, failure, busy, ask };
}
