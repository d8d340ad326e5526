import { onScopeDispose, ref, type Ref } from 'vue';
import { useLine } from './line/use-line';

/** The server's time in ms since 1970, anew each second, for what counts on the page. */
export function useClock(): Readonly<Ref<number>> {
  const line = useLine();
  const now = ref(line.now());
  const ticking = setInterval(() => (now.value = line.now()), 1000);
  onScopeDispose(() => clearInterval(ticking));
  return now;
}
