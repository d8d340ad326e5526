/** Wall time plus an offset the control API moves; every window and expiry of the sandbox reads it. Milliseconds. */
export interface Clock {
  now(): number;
  /** Unix seconds, as the platforms print time. */
  seconds(): number;
  /** Moves time forward by `ms` (0 or more). */
  advance(ms: number): void;
  offset(): number;
  reset(): void;
}

export function createClock(wallTime: () => number): Clock {
  let offset = 0;
  const now = () => wallTime() + offset;
  return {
    now,
    seconds: () => Math.floor(now() / 1000),
    advance(ms) {
      offset += ms;
    },
    offset: () => offset,
    reset() {
      offset = 0;
    },
  };
}
