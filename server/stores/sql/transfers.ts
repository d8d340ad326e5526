import type { NewDelivery } from '../records/delivery';
import type { TransferRequest } from '../records/conversations';
import { lockConversation } from './conversation-store';
import { addDelivery } from './outbox-add';
import { first, int, text } from './row';
import { ask, change, type Operation } from './statement';

const KEEP = `INSERT INTO transfers (conversation, asker, target, until_at, note) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (conversation) DO UPDATE SET asker = excluded.asker, target = excluded.target, until_at = excluded.until_at, note = excluded.note`;

const TAKE = 'DELETE FROM transfers WHERE conversation = ?';
const FOUND = 'RETURNING asker, target, until_at, note';

export function* requestTransfer(request: TransferRequest & { now: number; news: NewDelivery }): Operation<boolean> {
  const c = yield* lockConversation(request.conversation);
  if (c === undefined || c.state !== 'assigned' || c.agent !== request.by) return false;
  yield change(KEEP, c.id, request.by, request.to, request.until, request.note ?? null);
  yield* addDelivery(request.news, c, request.now);
  return true;
}

/** Whatever moves the conversation removes the request with it, so what is found still holds. */
export function* takeTransfer(conversation: string, onlyFor?: string, expiredBy?: number): Operation<TransferRequest | undefined> {
  const { rows } = expiredBy !== undefined ? yield ask(`${TAKE} AND until_at <= ? ${FOUND}`, conversation, expiredBy)
    : onlyFor !== undefined ? yield ask(`${TAKE} AND target = ? ${FOUND}`, conversation, onlyFor)
      : yield ask(`${TAKE} ${FOUND}`, conversation);
  const row = first(rows);
  if (row === undefined) return undefined;
  const request: TransferRequest = { conversation, by: text(row.asker), to: text(row.target), until: int(row.until_at) };
  if (typeof row.note === 'string') request.note = row.note;
  return request;
}
