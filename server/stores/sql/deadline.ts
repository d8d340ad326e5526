import type { StillDue } from '../records/overdue';
import type { Kept } from './conversation-row';

/** `unanswered` counts from `at`: how long that may last is asked for with the question. */
export interface Deadline {
  why: 'unrouted' | 'ring' | 'silent' | 'unanswered' | 'idle' | 'wait' | null;
  at: number | null;
}

/** The ladder runs right after the words are stored; if nothing came of it by then (ms), whoever ran it has died. */
const ROUTED_WITHIN = 10_000;

const none: Deadline = { why: null, at: null };

/** Which time of a conversation runs out next; there is at most one. */
export const deadline = (c: Kept): Deadline => {
  if (c.state === 'assigned') {
    if (c.ring_at !== null) return { why: 'ring', at: c.ring_at };
    // Whoever takes over has the whole time, whatever was said before him.
    const since = c.assigned_at ?? 0;
    if (c.asked_from !== null) return { why: 'unanswered', at: Math.max(c.last_visitor_at ?? 0, since) };
    if (c.last_agent_at !== null) return { why: 'idle', at: Math.max(c.last_agent_at, since) + c.idle_ms };
    return { why: 'silent', at: (c.assigned_at ?? c.opened_at) + c.silent_ms };
  }
  if (c.state === 'waiting') {
    if (c.last_visitor_at === null) return { why: 'silent', at: (c.waiting_since ?? c.opened_at) + c.silent_ms };
    if (c.wait_until !== null) return { why: 'wait', at: c.wait_until };
    return { why: 'unrouted', at: (c.waiting_since ?? c.opened_at) + ROUTED_WITHIN };
  }
  return none;
};

/** Whether a timer that rang a moment ago still has a reason: a word that came between takes it away. */
export const stillDue = (c: Kept, due: StillDue | undefined, now: number): boolean => {
  if (due === undefined) return true;
  const { why, at } = deadline(c);
  return why === due.why && at !== null && at + (why === 'unanswered' ? due.unansweredMs : 0) <= now;
};
