import type { ChatMessage, ChatState } from '../../shared/frames/visitor';
import type { Conversation } from '../../shared/conversation';
import type { Message } from '../../shared/message';
import { chatState } from './chat-state';
import type { DeskContext } from './desk-context';

const MOST_MESSAGES = 200;

/** A conversation of our own chat page, if it is his. */
export async function ownChat(ctx: DeskContext, visitor: string, id: string): Promise<Conversation | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  return conversation?.visitor === visitor && conversation.channel === 'chat' ? conversation : undefined;
}

export interface ChatSince {
  messages: ChatMessage[];
  /** Everything for him up to this number is in `messages` or was before. */
  seq: number;
  /** There is more after `seq`. */
  more: boolean;
  state: ChatState;
}

/** What was said in a chat after a number, and how it stands; undefined when there is no such conversation. Whose it is has been asked before. */
export async function chatSince(ctx: DeskContext, id: string, after: number): Promise<ChatSince | undefined> {
  const { conversations } = ctx.records;
  const found = await conversations.since(id, after, MOST_MESSAGES);
  // Read after the words, so that the state is never older than they are.
  const conversation = await conversations.get(id);
  if (!conversation) return undefined;
  return {
    messages: shownTo(ctx, found), seq: Math.max(after, found.at(-1)?.seq ?? 0), more: found.length === MOST_MESSAGES,
    state: await chatState(ctx, conversation),
  };
}

export interface ChatBefore {
  messages: ChatMessage[];
  /** Everything for him after this number is in `messages`; 0: there is nothing before. */
  after: number;
  previous?: string;
}

/** Words before a number, oldest first, by whichever road they came; undefined when the conversation is not his. */
export async function chatBefore(ctx: DeskContext, visitor: string, id: string, before: number, limit: number): Promise<ChatBefore | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  if (conversation?.visitor !== visitor) return undefined;
  const found = await ctx.records.conversations.before(id, before, limit);
  const [first] = found;
  return {
    messages: shownTo(ctx, found),
    after: first && found.length === limit ? first.seq - 1 : 0,
    ...(conversation.previous !== undefined && { previous: conversation.previous }),
  };
}

/** Without what colleagues note for each other. */
function shownTo(ctx: DeskContext, messages: readonly Message[]): ChatMessage[] {
  const view = ctx.view();
  return messages.flatMap(({ seq, at, from, agent, body }) => {
    if (from === 'note') return [];
    return [{ seq, at, from, ...(agent !== undefined && { name: view.agent(agent)?.name ?? agent }), body }];
  });
}
