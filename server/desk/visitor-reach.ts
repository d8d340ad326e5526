import type { Conversation } from '../../shared/conversation';
import type { ConversationDetail } from '../../shared/http/agent';
import type { DeskContext } from './desk-context';

/** Whether a visitor of our own page is there, and can be called when he is not; undefined on other roads, where nobody sees it. */
export async function visitorReach(ctx: DeskContext, { channel, visitor, account }: Conversation): Promise<ConversationDetail['presence']> {
  if (channel !== 'chat') return undefined;
  const template = ctx.view().siteOf(account)?.notice?.template;
  const { hereUntil, permits } = await ctx.records.visits.reach(visitor, account, template);
  const here = hereUntil > ctx.now();
  return { here, ...(!here && hereUntil > 0 && { since: hereUntil }), notice: permits > 0 };
}
