import type { Kept } from './conversation-row';
import { addDelivery, dropWords, newsFor } from './outbox-add';
import { change, type Operation } from './statement';

const VACATE = 'UPDATE agents SET load = CASE WHEN load > 0 THEN load - 1 ELSE 0 END, version = version + 1 WHERE agent = ?';

/** One conversation fewer. Call only where the conversation's own change takes its owner away. */
export function* vacate(agent: string): Operation<void> {
  yield change(VACATE, agent);
}

/** He was told that it is his; a silent visitor's conversation comes and goes unnoticed. */
export const wasTold = (c: Kept): boolean => c.tell === 1 && c.card === null;

/** Tells the former owner that it is not his any more, and keeps words not yet relayed from him. `c` as it was. */
export function* tellMoved(c: Kept, id: string, cause: string, to: string | undefined, now: number): Operation<void> {
  if (c.agent === null || !wasTold(c)) return;
  yield* dropWords(c.agent, c.id);
  yield* addDelivery(newsFor(id, c.agent, to === undefined ? { kind: 'moved', cause } : { kind: 'moved', cause, to }), c, now);
}

/** The part of a conversation that belongs to an assignment, taken off. */
export const unowned = {
  agent: null, step: null, wait_until: null, ring_ms: 0, ring_at: null, rung: 0, tell: 0, card: null,
} satisfies Partial<Kept>;
