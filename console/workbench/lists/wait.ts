import type { ConversationLine } from '../../../shared/http/agent';

/** How long a visitor may wait for an answer before it is shown as pressing, and as late. */
const pressingMs = 60_000;
const lateMs = 180_000;
/** So near the end of the owner's ring it is late whatever the clock says: then it moves on to somebody else. */
const nearRingMs = 15_000;

export interface Wait {
  readonly since: number;
  readonly warmth: 'calm' | 'pressing' | 'late';
}

/** Since when the visitor waits: for an agent, or for his agent's answer; undefined when nobody keeps him waiting. */
export function waitOf({ conversation, unansweredSince }: ConversationLine, now: number): Wait | undefined {
  const since = conversation.state === 'waiting' || conversation.state === 'left' ? (conversation.waitingSince ?? unansweredSince) : unansweredSince;
  if (since === undefined) return undefined;
  const waited = now - since;
  const rings = conversation.state === 'assigned' && conversation.ringAt !== undefined && conversation.ringAt - now < nearRingMs;
  return { since, warmth: rings || waited >= lateMs ? 'late' : waited >= pressingMs ? 'pressing' : 'calm' };
}
