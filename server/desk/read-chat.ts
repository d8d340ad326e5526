import type { ChatMessage, ChatState } from '../../shared/frames/visitor';
import type { Conversation } from '../../shared/conversation';
import { chatState } from './chat-state';
import type { DeskContext } from './desk-context';
import { shownToVisitor } from './shown-to-visitor';
import { standingOf } from './standing-of';

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
  /** See `standingOf`. */
  standing?: string;
}

/** What was said in a chat after a number, and how it stands; undefined when there is no such conversation. Whose it is has been asked before. */
export async function chatSince(ctx: DeskContext, id: string, after: number): Promise<ChatSince | undefined> {
  const { conversations } = ctx.records;
  const found = await conversations.since(id, after, MOST_MESSAGES);
  // Read after the words, so that the state is never older than they are.
  const conversation = await conversations.get(id);
  if (!conversation) return undefined;
  const standing = standingOf(ctx.view(), conversation);
  return {
    ...(standing !== undefined && { standing }),
    messages: shownToVisitor(ctx.view(), found), seq: Math.max(after, found.at(-1)?.seq ?? 0), more: found.length === MOST_MESSAGES,
    state: await chatState(ctx, conversation),
  };
}

export interface ChatHead {
  conversation: string;
  /** Its last number. */
  seq: number;
  standing?: string;
}

/** How far each of these has got. */
export async function chatHeads(ctx: DeskContext, ids: string[]): Promise<ChatHead[]> {
  const view = ctx.view();
  return (await ctx.records.conversations.find(ids)).map((one) => {
    const standing = standingOf(view, one);
    return { conversation: one.id, seq: one.seq, ...(standing !== undefined && { standing }) };
  });
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
    messages: shownToVisitor(ctx.view(), found),
    after: first && found.length === limit ? first.seq - 1 : 0,
    ...(conversation.previous !== undefined && { previous: conversation.previous }),
  };
}
