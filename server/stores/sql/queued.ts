import type { ConversationRecords } from '../records/conversations';
import { lockConversation, saveConversation } from './conversation-store';
import { keepReceipt } from './receipt-store';
import type { Operation } from './statement';

/** It stands in the queue until `waitUntil`; false when it does not wait any more. */
export function* queued(request: Parameters<ConversationRecords['queued']>[0]): Operation<boolean> {
  const c = yield* lockConversation(request.conversation);
  if (c === undefined || c.version !== request.version || c.state !== 'waiting') return false;
  c.wait_until = request.waitUntil;
  c.priority = request.priority ?? c.priority;
  yield* saveConversation(c);
  yield* keepReceipt(c.id, request.receipt);
  return true;
}
