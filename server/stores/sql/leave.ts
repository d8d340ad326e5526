import type { Conversation } from '../../../shared/conversation';
import type { ConversationRecords } from '../records/conversations';
import { announced } from './announce';
import { type Kept, shown } from './conversation-row';
import { lockConversation, saveConversation } from './conversation-store';
import { stillDue } from './deadline';
import { addDeliveries } from './outbox-add';
import { tellMoved, unowned, vacate } from './owner';
import { keepReceipt } from './receipt-store';
import { ask, change, type Operation } from './statement';

type Leaving = Parameters<ConversationRecords['leave']>[0];
type Left = { kind: 'left'; conversation: Conversation; first: boolean } | { kind: 'moved'; conversation?: Conversation };

const KEEP = `INSERT INTO left_messages (conversation, visitor, entry, left_at, due_agent, due_group, contact, follow_up)
  VALUES (?, ?, ?, ?, ?, ?, ?, 'open')
  ON CONFLICT (conversation) DO UPDATE SET entry = excluded.entry, left_at = excluded.left_at, due_agent = excluded.due_agent,
    due_group = excluded.due_group, contact = COALESCE(excluded.contact, left_messages.contact), follow_up = 'open', done_by = NULL,
    note = NULL, done_at = NULL`;

/** Nobody could answer: words for someone to follow up. Its owner, if it has one, loses it. */
export function* leave(leaving: Leaving): Operation<Left> {
  const c = yield* lockConversation(leaving.conversation);
  if (c === undefined) return { kind: 'moved' };
  if (c.state === 'closed' || c.version !== leaving.version || !stillDue(c, leaving.onlyIf, leaving.now)) return { kind: 'moved', conversation: shown(c) };
  const known = (yield ask('SELECT 1 AS found FROM left_messages WHERE conversation = ?', c.id)).rows.length > 0;
  const base = leaving.newDelivery ?? `${c.id}-left-${c.version}`;
  if (c.agent !== null) {
    yield* vacate(c.agent);
    yield* tellMoved(c, base, leaving.cause, undefined, leaving.now);
  }
  yield change('DELETE FROM transfers WHERE conversation = ?', c.id);
  yield change(KEEP, c.id, c.visitor, c.entry, leaving.now, leaving.due.agent ?? null, leaving.due.group ?? null, leaving.contact ?? null);
  Object.assign(c, unowned, {
    // his next word begins anew, so whoever missed him may have him then
    state: 'left', version: c.version + 1, assigned_at: null, missed: '[]',
  } satisfies Partial<Kept>);
  yield* saveConversation(c);
  if (leaving.receipt !== undefined) yield* keepReceipt(c.id, leaving.receipt);
  const conversation = shown(c);
  yield* addDeliveries(announced(leaving.announce?.webhooks, 'message.left', base, leaving.now, conversation), c, leaving.now);
  return { kind: 'left', conversation, first: !known };
}
