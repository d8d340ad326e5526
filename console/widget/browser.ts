import type { Timers } from '../../shared/asking/timers';
import type { FillRandom } from './random';
import type { Fetch } from './send';
import { shelfOf, type Shelf } from './storage';

/** What the widget takes from the browser besides its page, so that a test can hand it another. */
export interface Browser {
  readonly fetch: Fetch;
  readonly Socket: typeof WebSocket;
  readonly shelf: Shelf | undefined;
  readonly timers: Timers;
  /** In [0, 1). */
  readonly random: () => number;
  readonly fill: FillRandom;
}

export const realBrowser = (): Browser => ({
  fetch: globalThis.fetch.bind(globalThis),
  Socket: WebSocket,
  shelf: shelfOf(() => localStorage),
  timers: {
    now: () => Date.now(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  },
  random: () => Math.random(),
  fill: (bytes) => void crypto.getRandomValues(bytes),
});
