import type { Conversation } from '../../../shared/conversation';

/** How long the visitor waited, or waits, until somebody has him; undefined when that is not known. */
export function waitOf({ state, openedAt, waitingSince, assignedAt }: Pick<Conversation, 'state' | 'openedAt' | 'waitingSince' | 'assignedAt'>, now: number): { ms: number; isOver: boolean } | undefined {
  if (state === 'waiting') return { ms: Math.max(0, now - (waitingSince ?? openedAt)), isOver: false };
  if (assignedAt === undefined) return undefined;
  return { ms: Math.max(0, assignedAt - openedAt), isOver: true };
}
