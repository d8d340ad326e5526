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
    if (c.asked_from !== null) return { why: 'unanswered', at: c.last_visitor_at };
    if (c.last_agent_at !== null) return { why: 'idle', at: c.last_agent_at + c.idle_ms };
    return { why: 'silent', at: (c.assigned_at ?? c.opened_at) + c.silent_ms };
  }
  if (c.state === 'waiting') {
    if (c.wait_until !== null) return { why: 'wait', at: c.wait_until };
    if (c.last_visitor_at === null) return { why: 'silent', at: (c.waiting_since ?? c.opened_at) + c.silent_ms };
    return { why: 'unrouted', at: (c.waiting_since ?? c.opened_at) + ROUTED_WITHIN };
  }
  return none;
};
