import type { Conversation } from '../../../shared/conversation';
import type { WorkbenchRecords } from '../records/workbench';
import { shown } from './conversation-row';
import { isEmptied, lockConversation } from './conversation-store';
import { json, text } from './row';
import { ask, change, type Operation } from './statement';

const ADD = 'INSERT INTO conversation_tags (conversation, tag, opened_at) VALUES (?, ?, ?)';
const COUNT = 'INSERT INTO tag_counts (tag, used) VALUES (?, 1) ON CONFLICT (tag) DO UPDATE SET used = tag_counts.used + 1';
const UNCOUNT = 'UPDATE tag_counts SET used = used - 1 WHERE tag = ?';
/** What nobody uses any more is not kept: it may say who somebody was. */
const FORGET = 'DELETE FROM tag_counts WHERE tag = ? AND used <= 0';
const DROP = 'DELETE FROM conversation_tags WHERE conversation = ? AND tag = ?';

/** Counts are changed in one order, so that two conversations with the same tags do not wait for each other. */
function* retag(conversation: string, openedAt: number, before: readonly string[], after: readonly string[]): Operation<void> {
  for (const tag of [...new Set([...before, ...after])].sort()) {
    const [was, is] = [before.includes(tag), after.includes(tag)];
    if (was === is) continue;
    if (is) yield change(ADD, conversation, tag, openedAt);
    else yield change(DROP, conversation, tag);
    yield change(is ? COUNT : UNCOUNT, tag);
    if (was) yield change(FORGET, tag);
  }
}

type Request = Parameters<WorkbenchRecords['tag']>[0];

export function* tag({ conversation, agent, tags }: Request): Operation<Awaited<ReturnType<WorkbenchRecords['tag']>>> {
  const c = yield* lockConversation(conversation);
  if (c === undefined) return { kind: 'unknown' };
  // Nothing would ever take them away again.
  if (yield* isEmptied(c.id)) return { kind: 'unknown' };
  if (agent !== undefined && c.agent !== agent) return { kind: 'not-owner', conversation: shown(c) };
  yield* retag(c.id, c.opened_at, tagsOf(c.tags), tags);
  c.tags = tags.length === 0 ? null : JSON.stringify(tags);
  yield change('UPDATE conversations SET tags = ? WHERE id = ?', c.tags, c.id);
  return { kind: 'tagged', conversation: shown(c) };
}

export const tagsOf = (kept: string | null): string[] => (kept === null ? [] : json<string[]>(kept));

/** They may say who somebody is, so they go with his words. */
export function* forgetTags(conversation: Conversation['id']): Operation<void> {
  const tags = (yield ask('SELECT tag FROM conversation_tags WHERE conversation = ?', conversation)).rows.map((row) => text(row.tag));
  if (tags.length === 0) return;
  yield* retag(conversation, 0, tags, []);
  yield change('UPDATE conversations SET tags = NULL WHERE id = ?', conversation);
}

export function* mostUsedTags(limit: number): Operation<string[]> {
  return (yield ask('SELECT tag FROM tag_counts WHERE used > 0 ORDER BY used DESC, tag LIMIT ?', limit)).rows.map((row) => text(row.tag));
}
