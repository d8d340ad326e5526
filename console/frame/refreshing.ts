import { onScopeDispose } from 'vue';

/** Calls `act` every `everyMs` while the page can be seen, and at once when it is seen again; one call at a time. */
export function useRefreshing(act: () => Promise<unknown>, everyMs: number): void {
  let busy = false;
  let due = 0;
  async function turn(): Promise<void> {
    if (busy || document.hidden) return;
    busy = true;
    due = Date.now() + everyMs;
    await act();
    busy = false;
  }
  const beat = setInterval(() => void turn(), everyMs);
  const seen = (): void => {
    if (Date.now() >= due) void turn();
  };
  document.addEventListener('visibilitychange', seen);
  onScopeDispose(() => {
    clearInterval(beat);
    document.removeEventListener('visibilitychange', seen);
  });
}
