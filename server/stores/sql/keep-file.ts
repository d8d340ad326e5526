import type { MessageBody } from '../../../shared/message';
import { mayName } from './removals';
import { first, json } from './row';
import { ask, change, type Operation } from './statement';

export function* keepFile(conversation: string, seq: number, file: string): Operation<boolean> {
  const row = first((yield ask('SELECT body FROM messages WHERE conversation = ? AND seq = ? FOR UPDATE', conversation, seq)).rows);
  if (row === undefined) return false;
  const body = json<MessageBody>(row.body);
  if ((body.kind !== 'image' && body.kind !== 'file') || !(yield* mayName(file))) return false;
  yield change('UPDATE messages SET body = ?, file = ? WHERE conversation = ? AND seq = ?', JSON.stringify({ ...body, file }), file, conversation, seq);
  return true;
}
