import type { NewDelivery } from '../records/delivery';
import type { TransferRequest } from '../records/ownership';
import { lockConversation } from './conversation-store';
import { addDelivery } from './outbox-add';
import { first, given, int, text, textOrNull } from './row';
import { ask, change, type Operation, type Row } from './statement';

const KEEP = `INSERT INTO transfers (conversation, asker, target, until_at, note) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (conversation) DO UPDATE SET asker = excluded.asker, target = excluded.target, until_at = excluded.until_at, note = excluded.note`;

export function* requestTransfer(request: TransferRequest & { now: number; news: NewDelivery }): Operation<boolean> {
  const c = yield* lockConversation(request.conversation);
  if (c === undefined || c.state !== 'assigned' || c.agent !== request.by) return false;
  yield change(KEEP, c.id, request.by, request.to, request.until, request.note ?? null);
  yield* addDelivery(request.news, c, request.now);
  return true;
}

export const TRANSFERS = 'SELECT conversation, asker, target, until_at, note FROM transfers';

export const requestOf = (conversation: string, row: Row): TransferRequest =>
  ({ conversation, by: text(row.asker), to: text(row.target), until: int(row.until_at), ...given({ note: textOrNull(row.note) }) });

/** Whatever moves the conversation removes the request with it, so what is found still holds. */
export function* transferAsked(conversation: string): Operation<TransferRequest | undefined> {
  const row = first((yield ask(`${TRANSFERS} WHERE conversation = ?`, conversation)).rows);
  return row && requestOf(conversation, row);
}

/** Whether exactly this request is still the one; the caller has locked its conversation. */
export function* stands(asked: TransferRequest): Operation<boolean> {
  const found = yield* transferAsked(asked.conversation);
  return found !== undefined && found.by === asked.by && found.to === asked.to && found.until === asked.until;
}

export function* endTransfer(asked: TransferRequest, { now, tell }: { now: number; tell: NewDelivery }): Operation<boolean> {
  const c = yield* lockConversation(asked.conversation);
  if (c === undefined || !(yield* stands(asked))) return false;
  yield change('DELETE FROM transfers WHERE conversation = ?', c.id);
  yield* addDelivery(tell, c, now);
  return true;
}
