import type { Conversation } from '../../shared/conversation';
import type { DeskContext } from './desk-context';
import { done, refused, type Done } from './refused';
import { say, worded } from './say';
import { readable, type Asker } from './workbench-reads';
import { ownedBy } from './workbench-acts';

/**
 * His owner, or a supervisor, asks the visitor how it was: said once in the conversation, and his page offers to rate from then on.
 * Only our own page can show it; elsewhere the visitor may still rate once it is over.
 */
export async function askSurvey(ctx: DeskContext, asker: Asker, id: string): Promise<Done<Conversation>> {
  const conversation = await readable(ctx, asker, id);
  if (!conversation) return refused('conversation-unknown');
  if (conversation.state === 'closed') return refused('closed');
  if (conversation.agent !== asker.agent && !asker.supervises) return refused('not-owner', ownedBy(ctx, conversation.agent));
  if (conversation.channel !== 'chat') return refused('survey-not-here');
  if (conversation.firstReplyAt === undefined) return refused('survey-too-early');
  if (conversation.surveyAskedAt === undefined) {
    const agent = ctx.view().agent(asker.agent)?.name ?? asker.agent;
    await say(ctx, conversation, worded(ctx, 'surveyAsked', { agent }), `survey:${id}`, { asksSurvey: true });
  }
  return done((await ctx.records.conversations.get(id)) ?? conversation);
}
