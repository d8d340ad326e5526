import type { Conversation } from '../../shared/conversation';
import type { Message } from '../../shared/message';
import type { DeskContext } from './desk-context';

/** More than anybody writes to somebody who is away. */
const MOST_HELD = 50;

/** What a visitor has not got yet: on our own page what he has not read, elsewhere what is held for him. The last of it, and how many. */
export async function wordsWaiting(ctx: DeskContext, conversation: Conversation): Promise<{ count: number; last?: Message }> {
  if (conversation.channel === 'chat') return ctx.records.visits.unread(conversation.id);
  const held = await ctx.records.outbox.list({ states: ['held'], conversation: conversation.id, limit: MOST_HELD });
  const seq = held.flatMap(({ target }) => (target.to === 'visitor' ? [target.seq] : []))[0] ?? conversation.seq;
  const [last] = await ctx.records.conversations.since(conversation.id, seq - 1, 1);
  return { count: Math.max(1, held.length), ...(last && { last }) };
}
