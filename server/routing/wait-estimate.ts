/** Fewer measured intervals than this say nothing about the next. */
const FEWEST = 5;
const MINUTE = 60_000;
/** A longer gap between two assignments is a time when nobody waited or the desk was shut, not a time of service. */
const BREAK = 30 * MINUTE;

/** Whole minutes, `toMinutes` always the larger. */
export interface WaitRange {
  fromMinutes: number;
  toMinutes: number;
}

export interface Throughput {
  now: number;
  /** Place in the queue, 1 = next. */
  place: number;
  /** When (ms since 1970) the last visitors left this queue for an agent, in any order. */
  servedAt: readonly number[];
}

/**
 * How long somebody will wait, by the measured throughput; undefined without enough or fresh enough data. The mean
 * counts the interval that has not ended yet too. The range covers one standard deviation of `place` random
 * intervals and of the mean itself, so few measurements or a far place give a wide range, not a precise lie.
 */
export function waitEstimate({ now, place, servedAt }: Throughput): WaitRange | undefined {
  const times = [...servedAt].sort((a, b) => a - b);
  const sinceLast = now - (times.at(-1) ?? -Infinity);
  const intervals = times.slice(1).map((at, i) => at - (times[i] ?? at)).filter((one) => one <= BREAK);
  if (intervals.length < FEWEST || sinceLast > BREAK || place < 1) return undefined;
  const mean = (intervals.reduce((sum, one) => sum + one, 0) + Math.max(0, sinceLast)) / intervals.length;
  const expected = place * mean;
  const spread = mean * Math.sqrt(place + (place * place) / intervals.length);
  const fromMinutes = Math.floor(Math.max(0, expected - spread) / MINUTE);
  return { fromMinutes, toMinutes: Math.max(fromMinutes + 1, Math.ceil((expected + spread) / MINUTE)) };
}
