import type { Delivery } from '../stores/records/delivery';

/** Calls of webhooks under way on this node, by receiver. */
export interface CallCounts {
  /** Counts a delivery if it is one; call what is answered when it has ended. */
  begin(delivery: Pick<Delivery, 'target'>): () => void;
  all(): number;
  each(): Record<string, number>;
}

export function createCallCounts(): CallCounts {
  const counts = new Map<string, number>();
  const add = (webhook: string, change: number): void => {
    const count = (counts.get(webhook) ?? 0) + change;
    if (count > 0) counts.set(webhook, count);
    else counts.delete(webhook);
  };
  return {
    begin({ target }) {
      if (target.to !== 'webhook') return () => undefined;
      add(target.webhook, 1);
      return () => add(target.webhook, -1);
    },
    all: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    each: () => Object.fromEntries(counts),
  };
}
