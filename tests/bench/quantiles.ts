export interface Quantiles {
  p50Ms: number;
  p99Ms: number;
}

/** Sorts `took` (ms). */
export function quantilesOf(took: number[]): Quantiles {
  took.sort((a, b) => a - b);
  const quantile = (q: number): number => took[Math.min(took.length - 1, Math.floor(took.length * q))] ?? NaN;
  return { p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
}
