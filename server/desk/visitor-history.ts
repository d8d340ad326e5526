import type { Conversation } from '../../shared/conversation';
import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';

const MOST_CONVERSATIONS = 50;
const MOST_MESSAGES = 200;

/** His own conversations, newest first, as far as they concern him. */
export async function visitorConversations(ctx: DeskContext, visitor: string): Promise<Conversation[]> {
  return ctx.records.conversations.list({ visitor, limit: MOST_CONVERSATIONS });
}

export interface MessagesSince {
  conversation: Conversation;
  messages: Message[];
  /** Ask for what comes after this one next. */
  seq: number;
}

/** What was said after `after`, without what colleagues note for each other; undefined when the conversation is not his. */
export async function visitorMessages(ctx: DeskContext, visitor: string, id: string, after: number): Promise<MessagesSince | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  if (!conversation || conversation.visitor !== visitor) return undefined;
  const found = await ctx.records.conversations.since(id, after, MOST_MESSAGES);
  const messages = found.filter((message) => message.from !== 'note').map(forVisitor);
  return { conversation, messages, seq: Math.max(after, found.at(-1)?.seq ?? 0) };
}

/** Whether a platform has taken it is the agent's concern. */
function forVisitor({ id, conversation, seq, at, from, agent, body }: Message): Message {
  return { id, conversation, seq, at, from, ...(agent !== undefined && { agent }), body };
}
