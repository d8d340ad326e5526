import type { ReportCounts } from '../../shared/http/figures';

/** What one conversation adds to one line of a report. */
export interface Share {
  conversation?: boolean;
  answered?: boolean;
  named?: boolean;
  kept?: boolean;
  replyMs?: number | undefined;
  waitMs?: number | undefined;
  missed?: number;
  transferred?: number;
  left?: boolean;
  unanswered?: boolean;
  stars?: number | undefined;
}

/** The smallest value that at least `share` of them do not exceed. */
const rank = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

function spread(values: number[]): { medianMs: number; p90Ms: number } | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const all = Array.from(sorted);
  return { medianMs: rank(all, 0.5), p90Ms: rank(all, 0.9) };
}

/** Adds up one line of a report. */
export function createTally(): { add(share: Share): void; counts(): ReportCounts } {
  const sums = { conversations: 0, answered: 0, named: 0, kept: 0, missed: 0, transferred: 0, left: 0, unanswered: 0 };
  const replies: number[] = [];
  const waits: number[] = [];
  let rated = 0;
  let stars = 0;
  return {
    add(share) {
      sums.conversations += share.conversation === true ? 1 : 0;
      sums.answered += share.answered === true ? 1 : 0;
      sums.named += share.named === true ? 1 : 0;
      sums.kept += share.kept === true ? 1 : 0;
      sums.missed += share.missed ?? 0;
      sums.transferred += share.transferred ?? 0;
      sums.left += share.left === true ? 1 : 0;
      sums.unanswered += share.unanswered === true ? 1 : 0;
      if (share.replyMs !== undefined) replies.push(share.replyMs);
      if (share.waitMs !== undefined) waits.push(share.waitMs);
      if (share.stars === undefined) return;
      rated += 1;
      stars += share.stars;
    },
    counts() {
      const firstReply = spread(replies);
      const wait = spread(waits);
      return {
        ...sums, ...(firstReply && { firstReply }), ...(wait && { wait }),
        ...(rated > 0 && { survey: { count: rated, mean: Math.round((stars / rated) * 100) / 100 } }),
      };
    },
  };
}

/** One tally a key, made when it is first added to. */
export function createTallies<K>(): { add(key: K, share: Share): void; all(): [K, ReportCounts][] } {
  const tallies = new Map<K, ReturnType<typeof createTally>>();
  return {
    add(key, share) {
      const tally = tallies.get(key) ?? createTally();
      tallies.set(key, tally);
      tally.add(share);
    },
    all: () => [...tallies].map(([key, tally]) => [key, tally.counts()]),
  };
}
