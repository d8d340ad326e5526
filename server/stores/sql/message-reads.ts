import type { Message } from '../../../shared/message';
import { agentKey, messageOf, MESSAGES } from './message-store';
import { first } from './row';
import { ask, type Operation } from './statement';

export function* since(conversation: string, seq: number, limit: number): Operation<Message[]> {
  const { rows } = yield ask(`${MESSAGES} WHERE m.conversation = ? AND m.seq > ? ORDER BY m.seq LIMIT ?`, conversation, seq, limit);
  return rows.map(messageOf);
}

/** The `limit` messages before `seq`, oldest first. */
export function* before(conversation: string, seq: number, limit: number): Operation<Message[]> {
  const { rows } = yield ask(`${MESSAGES} WHERE m.conversation = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?`, conversation, seq, limit);
  return rows.map(messageOf).reverse();
}

export function* replied(agent: string, key: string): Operation<Message | undefined> {
  const row = first((yield ask(`${MESSAGES} WHERE m.once_key = ?`, agentKey(agent, key))).rows);
  return row && messageOf(row);
}
