import type { ChatMessage } from '../../shared/frames/visitor';
import type { Message } from '../../shared/message';
import type { ConfigView } from './config-view';
import { shownBody } from './shown-body';

/** Without what colleagues note for each other and what was taken back. */
export function shownToVisitor(view: ConfigView, messages: readonly Message[]): ChatMessage[] {
  return messages.flatMap(({ seq, at, from, agent, body, recalledAt }) => {
    if (from === 'note' || recalledAt !== undefined) return [];
    return [{ seq, at, from, ...(agent !== undefined && { name: view.agent(agent)?.name ?? agent }), body: shownBody(body) }];
  });
}
