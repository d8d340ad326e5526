import type { PeopleRecords } from '../records/people';
import { conversationOf, selected } from './conversation-row';
import { finish } from './finish';
import { dropTold } from './inbox';
import { noticeLane, visitorLane } from './lanes';
import { forgetReading } from './readings';
import { letGo } from './removals';
import { int, list, text } from './row';
import { ask, change, type Operation } from './statement';
import { eraseSurveys, expireComments } from './surveys';
import { forgetTags } from './tags';
import { dropUploads } from './uploads';
import { eraseVisits, expireVisits } from './visit-log';
import { forgetAgentReadings } from './workbench';

const FILES = 'SELECT DISTINCT file FROM messages WHERE conversation = ? AND file IS NOT NULL';

/** Removes a conversation's words everywhere they stand; its numbers stay. Answers how many, and which files it named. */
function* empty(conversation: string): Operation<{ messages: number; files: string[] }> {
  const files = (yield ask(FILES, conversation)).rows.map((row) => text(row.file));
  const { count } = yield change('DELETE FROM messages WHERE conversation = ?', conversation);
  yield change("DELETE FROM deliveries WHERE conversation = ? AND state <> 'taken'", conversation);
  yield change('UPDATE conversations SET emptied = 1, card = NULL, look_at = NULL WHERE id = ?', conversation);
  yield* forgetReading(conversation);
  yield* forgetAgentReadings(conversation);
  yield* forgetTags(conversation);
  yield change('UPDATE seats SET notice = NULL WHERE conversation = ?', conversation);
  return { messages: count, files };
}

type Erased = Awaited<ReturnType<PeopleRecords['eraseVisitor']>>;

export function* eraseVisitor(visitor: string, now: number): Operation<Erased> {
  const known = (yield ask('SELECT id FROM visitors WHERE id = ? FOR UPDATE', visitor)).rows.length > 0;
  if (!known) return undefined;
  const { rows } = yield ask(`SELECT ${selected} FROM conversations c WHERE c.visitor = ? ORDER BY c.id FOR UPDATE`, visitor);
  const files = yield* dropUploads(visitor);
  let messages = 0;
  for (const conversation of rows.map(conversationOf)) {
    if (conversation.state !== 'closed') {
      yield* finish({ conversation: conversation.id, now, reason: 'erased', newDelivery: `${conversation.id}-erased` });
    }
    const emptied = yield* empty(conversation.id);
    messages += emptied.messages;
    files.push(...emptied.files);
    yield change('DELETE FROM enters WHERE conversation = ?', conversation.id);
    yield change('UPDATE left_messages SET contact = NULL, note = NULL WHERE conversation = ?', conversation.id);
  }
  for (const row of (yield ask('SELECT account, subject FROM identities WHERE visitor = ?', visitor)).rows) {
    const account = text(row.account);
    yield* dropTold(account, text(row.subject), now);
    const lane = visitorLane(visitor, account);
    yield change('DELETE FROM lanes WHERE lane IN (?, ?)', lane, noticeLane(lane));
  }
  yield change('DELETE FROM identities WHERE visitor = ?', visitor);
  yield* eraseSurveys(visitor);
  yield* eraseVisits(visitor);
  yield change('DELETE FROM visitor_words WHERE visitor = ?', visitor);
  yield change('DELETE FROM permits WHERE visitor = ?', visitor);
  yield change('DELETE FROM permit_grants WHERE visitor = ?', visitor);
  yield change("DELETE FROM sessions WHERE kind = 'visitor' AND subject = ?", visitor);
  yield change('DELETE FROM visitors WHERE id = ?', visitor);
  return { conversations: rows.length, messages, files: yield* letGo(files) };
}

const OLD = 'SELECT id FROM conversations WHERE closed_at IS NOT NULL AND emptied = 0 AND closed_at < ? ORDER BY closed_at LIMIT 500 FOR UPDATE SKIP LOCKED';
/** News that belong to no conversation. */
const LONE = "DELETE FROM deliveries WHERE conversation IS NULL AND created_at < ? AND state IN ('sent', 'failed', 'unknown', 'dropped')";
const COUNT = 'SELECT COUNT(*) AS messages FROM messages WHERE conversation = ?';

/** Whole conversations at a time, so at least one even if it has more messages than `limit`. */
export function* expire(before: number, limit: number): Operation<{ messages: number; files: string[] }> {
  const files: string[] = [];
  let messages = 0;
  for (const row of (yield ask(OLD, before)).rows) {
    const id = text(row.id);
    const size = int((yield ask(COUNT, id)).rows[0]?.messages);
    if (messages > 0 && messages + size > limit) break;
    const emptied = yield* empty(id);
    messages += emptied.messages;
    files.push(...emptied.files);
  }
  const forgotten = (yield ask('SELECT once_key FROM enters WHERE at < ? ORDER BY at LIMIT 1000', before)).rows.map((row) => text(row.once_key));
  if (forgotten.length > 0) {
    const { marks, values } = list(forgotten);
    yield change(`DELETE FROM enters WHERE once_key IN (${marks})`, ...values);
  }
  yield* expireComments(before);
  yield* expireVisits(before);
  yield change('DELETE FROM permit_grants WHERE at < ?', before);
  yield change('DELETE FROM acts WHERE at < ?', before);
  yield change('DELETE FROM sessions WHERE expires_at < ?', before);
  yield change(LONE, before);
  return { messages, files: yield* letGo(files) };
}
