import type { Conversation } from '../../shared/conversation';
import type { DeskContext } from './desk-context';
import { moveOn } from './move-on';
import { done, refused, type Done } from './refused';
import { ownedBy } from './workbench-acts';
import { readable, type Asker } from './workbench-reads';

/** Its owner, or a supervisor, gives a conversation back: the ladder is asked again without him, and who finds nobody waits. */
export async function handBack(ctx: DeskContext, asker: Asker, id: string): Promise<Done<Conversation>> {
  const before = await readable(ctx, asker, id);
  if (!before) return refused('conversation-unknown');
  if (before.state === 'closed') return refused('closed');
  if (before.state !== 'assigned' || (before.agent !== asker.agent && !asker.supervises)) return refused('not-owner', ownedBy(ctx, before.agent));
  if (ctx.channels[before.channel]?.native) return refused('answer-natively');
  if (!(await moveOn(ctx, before, 'handed-back'))) return refused('conflict');
  return done((await ctx.records.conversations.get(id)) ?? before);
}
