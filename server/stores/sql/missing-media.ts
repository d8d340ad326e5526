import type { Message, MessageBody } from '../../../shared/message';
import type { ConversationRecords, MissingMedia } from '../records/conversations';
import { messageOf } from './message-store';
import { first, int, json, text } from './row';
import { ask, change, type Operation } from './statement';

type Request = Parameters<ConversationRecords['takeMissingMedia']>[0];

/**
 * The condition of the index, word for word: without it all messages would be read. Inside JSON the quotes of what people
 * wrote are escaped, so that no text can look like a field.
 */
const MISSING = `m.file IS NULL AND m.media_due IS NOT NULL AND m.body LIKE '%"mediaId":"%' AND m.body NOT LIKE '%"kind":"card"%'`;
const DUE = `SELECT m.conversation, m.seq, m.id, m.at, m.sender, m.agent, m.body, m.media_tries, c.channel
  FROM messages m JOIN conversations c ON c.id = m.conversation
  WHERE ${MISSING} AND m.media_due <= ? AND (m.media_tries > 0 OR m.at <= ?) ORDER BY m.media_due LIMIT ? FOR UPDATE OF m SKIP LOCKED`;
const POSTPONE = 'UPDATE messages SET media_due = ?, media_tries = media_tries + 1 WHERE conversation = ? AND seq = ?';

const isChannel = (kind: string): kind is MissingMedia['channel'] => ['contact', 'kf', 'chat'].includes(kind);

/** Postponed before it is tried: another node does not try it too, and a crash leaves it to the next turn. */
export function* takeMissingMedia({ now, settledBefore, firstWaitMs, mostWaitMs, limit }: Request): Operation<MissingMedia[]> {
  const missing: MissingMedia[] = [];
  for (const row of (yield ask(DUE, now, settledBefore, limit)).rows) {
    const channel = text(row.channel);
    if (!isChannel(channel)) throw new Error('a conversation on an unknown channel');
    const message: Message = messageOf(row);
    const wait = Math.min(mostWaitMs, firstWaitMs * 2 ** int(row.media_tries));
    yield change(POSTPONE, now + wait, message.conversation, message.seq);
    missing.push({ channel, message });
  }
  return missing;
}

const FOUND = 'SELECT body FROM messages WHERE conversation = ? AND seq = ? AND file IS NULL FOR UPDATE';

export function* mediaGone(conversation: string, seq: number): Operation<boolean> {
  const row = first((yield ask(FOUND, conversation, seq)).rows);
  if (row === undefined) return false;
  const body = json<MessageBody>(row.body);
  if (body.kind !== 'image' && body.kind !== 'file') return false;
  yield change('UPDATE messages SET body = ?, media_due = NULL WHERE conversation = ? AND seq = ?', JSON.stringify({ ...body, gone: true }), conversation, seq);
  return true;
}
