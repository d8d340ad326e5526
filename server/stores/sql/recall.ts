import { recalling } from '../../../shared/talk/recall';
import type { Recall, Recalled } from '../records/replies';
import { shown } from './conversation-row';
import { lockConversation, saveSeq } from './conversation-store';
import { insertMessage, messageOf, MESSAGES } from './message-store';
import { first } from './row';
import { ask, change, type Operation } from './statement';

const RECALL = 'UPDATE messages SET recalled_at = ? WHERE conversation = ? AND seq = ?';

/** Marks it and says so in the conversation, once; what was said stays in the record. */
export function* recall({ conversation, seq, agent, now, withinMs, newMessage }: Recall): Operation<Recalled> {
  const c = yield* lockConversation(conversation);
  const row = first((yield ask(`${MESSAGES} WHERE m.conversation = ? AND m.seq = ?`, conversation, seq)).rows);
  if (c === undefined || row === undefined) return { kind: 'unknown' };
  const message = messageOf(row);
  if (message.from !== 'agent' || message.agent !== agent) return { kind: 'not-his' };
  if (message.recalledAt !== undefined) return { kind: 'recalled', message, conversation: shown(c) };
  if (now - message.at > withinMs) return { kind: 'too-late' };
  yield change(RECALL, now, conversation, seq);
  c.seq += 1;
  yield* insertMessage({ id: newMessage, conversation, seq: c.seq, at: now, from: 'system', body: recalling(seq), key: `${c.id}|recall:${seq}` });
  yield* saveSeq(c);
  return { kind: 'recalled', message: { ...message, recalledAt: now }, conversation: shown(c) };
}
