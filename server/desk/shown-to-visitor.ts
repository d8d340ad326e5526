import type { ChatMessage } from '../../shared/frames/visitor';
import type { Message } from '../../shared/message';
import type { ConfigView } from './config-view';

/** Without what colleagues note for each other. */
export function shownToVisitor(view: ConfigView, messages: readonly Message[]): ChatMessage[] {
  return messages.flatMap(({ seq, at, from, agent, body }) => {
    if (from === 'note') return [];
    return [{ seq, at, from, ...(agent !== undefined && { name: view.agent(agent)?.name ?? agent }), body }];
  });
}
