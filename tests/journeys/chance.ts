/** Numbers that look random and are the same for the same seed. */
export interface Chance {
  readonly seed: number;
  /** From 0 to below 1. */
  next(): number;
  /** Whole, from `least` to `most`. */
  between(least: number, most: number): number;
  shuffled<T>(all: readonly T[]): T[];
}

/** `seed` absent: JOURNEY_SEED of the environment, so that a failed run can be repeated, else a new one. */
export function createChance(seed = Number(process.env['JOURNEY_SEED'] ?? Math.floor(Math.random() * 2 ** 31))): Chance {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    seed, next, between,
    shuffled(all) {
      const left = [...all];
      return all.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
  };
}
