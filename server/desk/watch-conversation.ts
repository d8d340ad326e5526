import type { Conversation } from '../../shared/conversation';
import type { ConversationDetail } from '../../shared/http/agent';
import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';
import { allowanceOf, detailOf, readable, type Asker } from './workbench-reads';

/** As many are looked at for changes: of delivery, taken back, a picture that came. */
const LATEST = 50;
const MOST = 200;

/** A conversation as its agents' sockets want it. */
export interface Watched {
  conversation: Conversation;
  /** Everything after the number asked for and up to `seq`. */
  messages: Message[];
  seq: number;
  /** There is more after `seq`. */
  more: boolean;
  /** The latest of all as they are now, oldest first. */
  latest: Message[];
  detail: ConversationDetail;
}

/**
 * Who may see it is asked by `maySee`. `known`: how all of it was, where only words are said to be new since; then no more is read than
 * the words, unless the conversation itself has changed.
 */
export async function watchConversation(ctx: DeskContext, id: string, after: number, known?: ConversationDetail): Promise<Watched | undefined> {
  const { conversations } = ctx.records;
  const latest = await conversations.before(id, Number.MAX_SAFE_INTEGER, LATEST);
  const isWhole = latest.length < LATEST || (latest[0]?.seq ?? 0) <= after + 1;
  const messages = isWhole ? latest.filter(({ seq }) => seq > after) : await conversations.since(id, after, MOST);
  // Read after the words, so that it is never older than they are.
  const conversation = await conversations.get(id);
  if (!conversation) return undefined;
  return {
    conversation, messages, seq: Math.max(after, messages.at(-1)?.seq ?? 0), more: !isWhole && messages.length === MOST, latest,
    detail: (known && await afterWords(ctx, conversation, known)) ?? await detailOf(ctx, conversation),
  };
}

/** Words change what may still be sent to him, and nothing else beside the conversation; undefined when that has changed otherwise. */
async function afterWords(ctx: DeskContext, conversation: Conversation, known: ConversationDetail): Promise<ConversationDetail | undefined> {
  const { version, surveyAskedAt, tags } = known.conversation;
  const isSame = conversation.version === version && conversation.surveyAskedAt === surveyAskedAt && conversation.tags?.join() === tags?.join();
  if (!isSame) return undefined;
  const allowance = await allowanceOf(ctx, conversation);
  return { ...known, conversation, ...(allowance && { allowance }) };
}

/** Whether he may see it as it stands now. */
export async function maySee(ctx: DeskContext, asker: Asker, { id, agent }: Pick<Conversation, 'id' | 'agent'>): Promise<boolean> {
  return asker.supervises || agent === asker.agent || (await readable(ctx, asker, id)) !== undefined;
}
