import type { ChatMessage } from '../../shared/frames/visitor';
import type { Message } from '../../shared/message';
import { recalledBody } from '../../shared/talk/recall';
import type { ConfigView } from './config-view';
import { shownBody } from './shown-body';

/** Without what colleagues note for each other, and of what was taken back only that it was. */
export function shownToVisitor(view: ConfigView, messages: readonly Message[]): ChatMessage[] {
  return messages.flatMap(({ seq, at, from, agent, body, recalledAt }) => {
    if (from === 'note' || (recalledAt !== undefined && from !== 'agent')) return [];
    if (recalledAt !== undefined) return [{ seq, at, from: 'system', body: recalledBody }];
    return [{ seq, at, from, ...(agent !== undefined && { name: view.agent(agent)?.name ?? agent }), body: shownBody(body) }];
  });
}
