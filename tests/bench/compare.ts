import { load, type Measured, type Target } from './load';
import { median } from './median';

export interface Contender {
  name: string;
  target: Target;
  requests: readonly Buffer[];
}

export type Compared = {
  name: string;
  perSecond: number;
  perCpuSecond: number;
  p50Ms: number;
  p99Ms: number;
};

/**
 * Loads every contender in turn, several rounds, after one that only warms up. Medians over the rounds, so that what else
 * the machine does in one of them does not count.
 */
export async function compare(contenders: readonly Contender[], how: { rounds: number; connections: number; forMs: number }): Promise<{ rows: Compared[]; ratio(a: string, b: string, of: 'perSecond' | 'perCpuSecond'): number }> {
  const rounds: Measured[][] = contenders.map(() => []);
  for (let round = 0; round <= how.rounds; round += 1) {
    for (const [index, { target, requests }] of contenders.entries()) {
      const measured = await load(target, requests, { connections: how.connections, forMs: how.forMs });
      if (round > 0) rounds[index]?.push(measured);
    }
  }
  const of = (name: string): Measured[] => rounds[contenders.findIndex((one) => one.name === name)] ?? [];
  return {
    rows: contenders.map(({ name }) => {
      const middle = (field: 'perSecond' | 'perCpuSecond' | 'p50Ms' | 'p99Ms'): number => median(of(name).map((one) => one[field]));
      return { name, perSecond: middle('perSecond'), perCpuSecond: middle('perCpuSecond'), p50Ms: middle('p50Ms'), p99Ms: middle('p99Ms') };
    }),
    // each round by itself, since a round's contenders shared the same minute of the machine
    ratio: (a, b, field) => median(of(a).map((one, round) => one[field] / (of(b)[round]?.[field] ?? NaN))),
  };
}
