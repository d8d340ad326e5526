import type { Answer, Send } from './ask';
import type { Failure } from './failure';
import type { Timers } from './timers';

/** `trouble`: the last refresh failed and `answer` is what was true at `at` (epoch ms). */
export type WatchedState<T> =
  | { readonly phase: 'loading' }
  | { readonly phase: 'ready'; readonly answer: T; readonly at: number; readonly trouble?: Failure }
  | { readonly phase: 'failed'; readonly failure: Failure };

/** An answer of the server that pages keep true while they are shown. */
export interface Watched<T> {
  state(): WatchedState<T>;
  /** Tells the state now and at every change, refreshing at once and then again and again, until the returned function is called. */
  watch(listener: (state: WatchedState<T>) => void): () => void;
  /** For a visitor who asks for it: shows loading when there is nothing to show. */
  retry(): Promise<void>;
}

export interface WatchedParts<T> {
  readonly send: Send;
  readonly timers: Timers;
  /** In [0, 1). */
  readonly random: () => number;
  readonly path: string;
  readonly isAnswer: (data: unknown) => data is T;
  /** Milliseconds until what was answered is asked again. */
  readonly everyMs: (answer: T | undefined) => number;
}

const firstRetryMs = 5_000;
const longestRetryMs = 60_000;

/** One refresh at a time, by ETag where the server gives one. Failures keep what is known and are tried again ever more slowly. */
export const createWatched = <T>({ send, timers, random, path, isAnswer, everyMs }: WatchedParts<T>): Watched<T> => {
  const listeners = new Set<(state: WatchedState<T>) => void>();
  let state: WatchedState<T> = { phase: 'loading' };
  let etag = '';
  let failures = 0;
  let running: Promise<void> | undefined;
  let callOff = (): void => undefined;

  const publish = (next: WatchedState<T>): void => {
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
    if (state.phase === 'ready' && (answer.status === 304 || JSON.stringify(answer.data) === JSON.stringify(state.answer))) {
      failures = 0;
      if (answer.status !== 304) etag = answer.etag;
      const wasInTrouble = state.trouble !== undefined;
      const next: WatchedState<T> = { phase: 'ready', answer: state.answer, at: timers.now() };
      // nothing changed, so nothing is drawn again
      if (wasInTrouble) publish(next);
      else state = next;
      return;
    }
    if (!isAnswer(answer.data)) return fail({ code: 'bad-answer', retryAfterMs: 0 });
    failures = 0;
    etag = answer.etag;
    publish({ phase: 'ready', answer: answer.data, at: timers.now() });
  };

  /** A little early or late, so that those that opened together do not ask together for ever. */
  const pause = (): number => {
    const trouble = state.phase === 'failed' ? state.failure : state.phase === 'ready' ? state.trouble : undefined;
    const ms = trouble === undefined ? everyMs(state.phase === 'ready' ? state.answer : undefined) : Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1));
    return Math.max(ms * (0.9 + 0.2 * random()), trouble?.retryAfterMs ?? 0);
  };

  const refresh = (): Promise<void> => {
    callOff();
    running ??= send({ method: 'GET', path, ...(etag === '' ? {} : { header: { 'if-none-match': etag } }) })
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
