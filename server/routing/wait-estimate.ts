/** Fewer measured intervals than this say nothing about the next. */
const FEWEST = 5;
const MINUTE = 60_000;

/** Throughput of a queue as it was measured. */
export interface Throughput {
  /** Times (ms) between one visitor leaving the queue for an agent and the next, taken while somebody was waiting. */
  intervals: readonly number[];
  /** How long (ms) the present front of the queue has seen nobody go; it slows the estimate when service has stopped. */
  sinceLast: number;
}

/**
 * How long somebody at `place` (1 = next) will wait, as a range in whole minutes; undefined without enough data.
 * The mean interval counts the unfinished one too. The width covers one standard deviation of `place` random
 * intervals and of the mean itself, so few measurements or a far place give a wide range, not a precise lie.
 */
export function estimateWait(place: number, { intervals, sinceLast }: Throughput): { fromMinutes: number; toMinutes: number } | undefined {
  if (intervals.length < FEWEST || place < 1) return undefined;
  const total = intervals.reduce((sum, one) => sum + one, 0) + Math.max(0, sinceLast);
  const mean = total / intervals.length;
  const expected = place * mean;
  const spread = mean * Math.sqrt(place + (place * place) / intervals.length);
  const fromMinutes = Math.floor(Math.max(0, expected - spread) / MINUTE);
  return { fromMinutes, toMinutes: Math.max(fromMinutes + 1, Math.ceil((expected + spread) / MINUTE)) };
}
