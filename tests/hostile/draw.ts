import fc from 'fast-check';

/** Choices of one generated case; the same seed makes the same ones. */
export interface Draw {
  whole(min: number, max: number): number;
  one<T>(of: readonly [T, ...T[]] | readonly T[]): T;
  /** True in `percent` of the cases. */
  chance(percent: number): boolean;
  any<T>(of: fc.Arbitrary<T>): T;
}

/** `count` cases of one seed. */
export function drawMany<T>(seed: number, count: number, make: (draw: Draw, index: number) => T): T[] {
  let index = 0;
  return fc.sample(fc.gen().map((generate) => {
    const any = <V>(of: fc.Arbitrary<V>): V => generate((inner: fc.Arbitrary<V>) => inner, of);
    const whole = (min: number, max: number): number => any(fc.noBias(fc.integer({ min, max })));
    return make({
      any, whole,
      one: (of) => {
        const found = of[whole(0, of.length - 1)];
        if (found === undefined) throw new Error('nothing to choose from');
        return found;
      },
      chance: (percent) => whole(1, 100) <= percent,
    }, index += 1);
  }), { seed, numRuns: count });
}
