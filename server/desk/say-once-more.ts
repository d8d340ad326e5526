import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { ownedBy } from './workbench-acts';
import { readable, type Asker } from './workbench-reads';

/** More of one conversation do not fail before somebody looks at it. */
const MOST = 200;

/** An answer that failed or may not have arrived goes out again, by the word of who has the conversation. What is on its way, or has arrived, does not. */
export async function sayOnceMore(ctx: DeskContext, asker: Asker, id: string, seq: number): Promise<Done<undefined>> {
  const { outbox } = ctx.records;
  const conversation = await readable(ctx, asker, id);
  if (!conversation) return refused('conversation-unknown');
  if (conversation.agent !== asker.agent && !asker.supervises) return refused('not-owner', ownedBy(ctx, conversation.agent));
  const amiss = await outbox.list({ states: ['failed', 'unknown'], conversation: id, limit: MOST });
  const found = amiss.find(({ target }) => target.to === 'visitor' && target.seq === seq);
  if (!found || !(await outbox.resend(found.id, ctx.now()))) return refused('not-resendable');
  ctx.wakeOutbox();
  ctx.changed(id);
  return done(undefined);
}
