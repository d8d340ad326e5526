import type { ConversationState } from '../../../shared/conversation';
import type { NamedConversation } from '../api/conversations';

/** How a state is coloured. */
export const stateColours: Readonly<Record<ConversationState, 'warning' | 'success' | 'primary' | 'info'>> = {
  waiting: 'warning', assigned: 'success', left: 'primary', closed: 'info',
};

/** Since when the visitor's last words wait for an answer; undefined when nobody waits. */
export function unansweredSince({ state, lastVisitorAt, lastAgentAt }: Pick<NamedConversation, 'state' | 'lastVisitorAt' | 'lastAgentAt'>): number | undefined {
  return state !== 'closed' && lastVisitorAt !== undefined && (lastAgentAt ?? 0) < lastVisitorAt ? lastVisitorAt : undefined;
}
