import type { Conversation } from '../../shared/conversation';
import type { OwnConversationsAnswer } from '../../shared/http/visitor';
import type { Message } from '../../shared/message';
import { shortText } from '../../shared/short-text';
import type { OwnConversation } from '../stores/records/visits';
import { shownAgent } from './chat-state';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { shownBody } from './shown-body';
import { bodyText } from './word-news';

const MOST_CONVERSATIONS = 50;
const MOST_MESSAGES = 200;
/** Of the last words in his list. */
const LONGEST = 60;

type Line = OwnConversationsAnswer['conversations'][number];

/** His own conversations, newest first, as far as they concern him. */
export async function visitorConversations(ctx: DeskContext, visitor: string, language: 'zh' | 'en'): Promise<Line[]> {
  return (await ctx.records.visits.own(visitor, MOST_CONVERSATIONS)).map((own) => lineOf(ctx.view(), own, language));
}

function lineOf(view: ConfigView, { conversation, answeredBy, last, unread }: OwnConversation, language: 'zh' | 'en'): Line {
  const { id, entry, channel, state, openedAt, closedAt, seq } = conversation;
  const agent = state === 'assigned' ? conversation.agent : answeredBy;
  return {
    id, entry, channel, state, openedAt, seq, label: view.entry(entry)?.label ?? { zh: entry },
    ...(closedAt !== undefined && { closedAt }),
    ...(agent !== undefined && { agent: shownAgent(view, agent) }),
    ...(last && { last: { at: last.at, from: last.from, text: shortText(bodyText(last.body, language).replace(/\s+/g, ' ').trim(), LONGEST) } }),
    ...(unread !== undefined && { unread }),
  };
}

export interface MessagesSince {
  conversation: Conversation;
  /** `name`: of the agent who wrote. */
  messages: (Message & { name?: string })[];
  /** Ask for what comes after this one next. */
  seq: number;
}

/** What was said after `after`, without what colleagues note for each other and what was taken back; undefined when the conversation is not his. */
export async function visitorMessages(ctx: DeskContext, visitor: string, id: string, after: number): Promise<MessagesSince | undefined> {
  const conversation = await ctx.records.conversations.get(id);
  if (!conversation || conversation.visitor !== visitor) return undefined;
  const found = await ctx.records.conversations.since(id, after, MOST_MESSAGES);
  const view = ctx.view();
  const messages = found.filter(({ from, recalledAt }) => from !== 'note' && recalledAt === undefined).map((message) => forVisitor(view, message));
  return { conversation, messages, seq: Math.max(after, found.at(-1)?.seq ?? 0) };
}

/** Whether a platform has taken it is the agent's concern. */
function forVisitor(view: ConfigView, { id, conversation, seq, at, from, agent, body }: Message): MessagesSince['messages'][number] {
  return { id, conversation, seq, at, from, ...(agent !== undefined && { agent, name: shownAgent(view, agent).name }), body: shownBody(body) };
}
