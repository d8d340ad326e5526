import { auditRow, type Actor } from './actor';
import { close } from './close';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

export interface FollowUp {
  conversation: string;
  done: boolean;
  note?: string;
}

/** Marks a left message as followed up, or open again. What was followed up is over: his next word begins a new conversation. */
export async function followUp(ctx: DeskContext, actor: Actor, request: FollowUp): Promise<Done<undefined>> {
  const state = request.done ? 'done' : 'open';
  const marked = await ctx.records.people.followUp({
    ...request, by: actor.by, now: ctx.now(), audit: auditRow(ctx, actor, 'follow-up', `conversation:${request.conversation}`, { after: { state } }),
  });
  if (!marked) return refused('conversation-unknown');
  const conversation = request.done ? await ctx.records.conversations.get(request.conversation) : undefined;
  if (conversation?.state === 'left') {
    await close(ctx, { conversation: conversation.id, version: conversation.version, seq: conversation.seq, reason: 'followed-up', by: actor.by });
  }
  return done(undefined);
}
