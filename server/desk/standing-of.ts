import type { Conversation } from '../../shared/conversation';
import type { ConfigView } from './config-view';

/**
 * Stays the same as long as nothing but words is new in what `chatState` shows; undefined where it would have to be looked at, too:
 * a place in the queue, what he said of it.
 */
export function standingOf({ version }: ConfigView, conversation: Conversation): string | undefined {
  const isPlain = conversation.state === 'assigned' && conversation.surveyAskedAt === undefined;
  return isPlain ? `${conversation.version}.${version}` : undefined;
}
