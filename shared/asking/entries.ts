import type { EntriesAnswer } from '../http/visitor';
import { isEntriesAnswer } from './answers';
import type { Failure } from './failure';
import type { Timers } from './timers';
import type { Answer, Send } from './ask';

/** `trouble`: the last refresh failed and `answer` is what was true at `at` (epoch ms). */
export type EntriesState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly answer: EntriesAnswer; readonly at: number; readonly trouble?: Failure }
  | { readonly phase: 'failed'; readonly failure: Failure };

export interface Entries {
  state(): EntriesState;
  /** Tells the state now and at every change, refreshing at once and then about every 15 s, until the returned function is called. */
  watch(listener: (state: EntriesState) => void): () => void;
  /** For a visitor who taps "retry": shows loading when there is nothing to show. */
  retry(): Promise<void>;
}

/** Tickets live in slots of 5 minutes, and people come and go: 15 s keeps both the button and its label true. */
const everyMs = 15_000;
const firstRetryMs = 5_000;
const longestRetryMs = 60_000;

/** The buttons with their truthful state and the invitation each needs before the tap. One refresh at a time. */
export const createEntries = ({ send, timers, random }: { send: Send; timers: Timers; random: () => number }): Entries => {
  const listeners = new Set<(state: EntriesState) => void>();
  let state: EntriesState = { phase: 'loading' };
  let etag = '';
  let failures = 0;
  let running: Promise<void> | undefined;
  let callOff = (): void => undefined;

  const publish = (next: EntriesState): void => {
    state = next;
    for (const listener of [...listeners]) listener(next);
  };

  const fail = (failure: Failure): void => {
    failures += 1;
    const { code, retryAfterMs } = failure;
    const trouble = { code, retryAfterMs };
    publish(state.phase === 'ready' ? { ...state, trouble } : { phase: 'failed', failure: trouble });
  };

  const take = (answer: Answer): void => {
    if (!answer.ok) return fail(answer);
    if (answer.status === 304 && state.phase === 'ready') {
      failures = 0;
      const wasInTrouble = state.trouble !== undefined;
      const next: EntriesState = { phase: 'ready', answer: state.answer, at: timers.now() };
      // nothing changed, so nothing is drawn again
      if (wasInTrouble) publish(next);
      else state = next;
      return;
    }
    if (!isEntriesAnswer(answer.data)) return fail({ code: 'bad-answer', retryAfterMs: 0 });
    failures = 0;
    etag = answer.etag;
    publish({ phase: 'ready', answer: answer.data, at: timers.now() });
  };

  /** A little early or late, so that phones that opened together do not ask together for ever. */
  const pause = (): number => {
    const trouble = state.phase === 'failed' ? state.failure : state.phase === 'ready' ? state.trouble : undefined;
    const ms = trouble === undefined ? everyMs : Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1));
    return Math.max(ms * (0.9 + 0.2 * random()), trouble?.retryAfterMs ?? 0);
  };

  const refresh = (): Promise<void> => {
    callOff();
    running ??= send({ method: 'GET', path: '/api/visitor/entries', ...(etag === '' ? {} : { header: { 'if-none-match': etag } }) })
      .then(take)
      .finally(() => {
        running = undefined;
        if (listeners.size > 0) callOff = timers.after(pause(), () => void refresh());
      });
    return running;
  };

  return {
    state: () => state,
    watch(listener) {
      listeners.add(listener);
      listener(state);
      void refresh();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) callOff();
      };
    },
    retry() {
      if (state.phase === 'failed') publish({ phase: 'loading' });
      return refresh();
    },
  };
};
