import type { MessageBody } from '../../../shared/message';
import { first, json } from './row';
import { ask, change, type Operation } from './statement';

export function* keepFile(conversation: string, seq: number, file: string): Operation<void> {
  const row = first((yield ask('SELECT body FROM messages WHERE conversation = ? AND seq = ? FOR UPDATE', conversation, seq)).rows);
  if (row === undefined) return;
  const body = json<MessageBody>(row.body);
  if (body.kind !== 'image' && body.kind !== 'file') return;
  yield change('UPDATE messages SET body = ?, file = ? WHERE conversation = ? AND seq = ?', JSON.stringify({ ...body, file }), file, conversation, seq);
}
