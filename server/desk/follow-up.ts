import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

export interface FollowUp {
  conversation: string;
  done: boolean;
  note?: string;
}

/** Marks a left message as followed up, or open again. */
export async function followUp(ctx: DeskContext, actor: Actor, request: FollowUp): Promise<Done<undefined>> {
  const state = request.done ? 'done' : 'open';
  const marked = await ctx.records.people.followUp({
    ...request, by: actor.by, now: ctx.now(), audit: auditRow(ctx, actor, 'follow-up', `conversation:${request.conversation}`, { after: { state } }),
  });
  return marked ? done(undefined) : refused('conversation-unknown');
}
