/** One timer for all sockets: thousands of timers cost memory, and would beat together after all have come together. */
export interface Beats {
  /** From now on once in each period; answers how to stop. `beat` does not throw. */
  join(beat: () => void): () => void;
  /** In every part of the period. */
  each(act: () => void): void;
  stop(): void;
}

/** Each period is divided into so many parts; who joins beats in the part in which he came. */
export const BEAT_PARTS = 16;

export function createBeats(periodMs: number): Beats {
  const parts = Array.from({ length: BEAT_PARTS }, () => new Set<() => void>());
  const always: (() => void)[] = [];
  let at = 0;
  const current = (): Set<() => void> => parts[at] ?? new Set();
  const timer = setInterval(() => {
    at = (at + 1) % BEAT_PARTS;
    for (const beat of [...always, ...current()]) beat();
  }, periodMs / BEAT_PARTS);
  return {
    join(beat) {
      const part = current();
      part.add(beat);
      return () => void part.delete(beat);
    },
    each: (act) => void always.push(act),
    stop: () => clearInterval(timer),
  };
}
