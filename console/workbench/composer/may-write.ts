import type { ConversationDetail } from '../../../shared/http/agent';

export interface MayWrite {
  /** `no`: it is over; `notes`: answered in the platform's own client. */
  readonly what: 'all' | 'notes' | 'no';
  /** What he should know before he writes. */
  readonly hint?: 'closed' | 'natively' | 'claims' | 'ofColleague' | 'unreachable' | 'willBeCalled';
}

/** What may be written in a conversation as it stands, by whom the server would let. */
export function mayWrite({ conversation: { state, channel, agent }, presence }: ConversationDetail, me: string): MayWrite {
  if (state === 'closed') return { what: 'no', hint: 'closed' };
  if (channel === 'kf') return { what: 'notes', hint: 'natively' };
  if (state !== 'assigned') return { what: 'all', hint: 'claims' };
  if (agent !== me) return { what: 'all', hint: 'ofColleague' };
  if (presence?.here === false) return { what: 'all', hint: presence.notice ? 'willBeCalled' : 'unreachable' };
  return { what: 'all' };
}
