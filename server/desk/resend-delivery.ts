import { auditRow, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';

/** Sends again what failed or may not have arrived, by a person's decision. In any other state there is nothing to send again. */
export async function resendDelivery(ctx: DeskContext, actor: Actor, id: string): Promise<Done<undefined>> {
  if (!(await ctx.records.outbox.resend(id, ctx.now(), auditRow(ctx, actor, 'resend', `delivery:${id}`)))) return refused('not-resendable');
  ctx.wakeOutbox();
  return done(undefined);
}
