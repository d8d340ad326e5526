import type { Conversation } from '../../shared/conversation';
import type { StillDue } from '../stores/records/overdue';
import type { DeskContext } from './desk-context';
import { assignAndTell } from './follow-decision';
import { markUnanswered } from './mark-unanswered';
import { refreshCards } from './refresh-cards';

/**
 * Takes a conversation from an owner who does not answer, is gone or gives it back, and asks the ladder again without those who
 * missed it. False: it had changed already.
 */
export async function moveOn(ctx: DeskContext, conversation: Conversation, cause: 'missed-ring' | 'agent-gone' | 'handed-back' | 'refused-by-platform', onlyIf?: StillDue): Promise<boolean> {
  const { settings } = ctx.view().config;
  const released = await ctx.records.conversations.release({
    conversation: conversation.id, version: conversation.version, now: ctx.now(), cause, missed: cause === 'missed-ring', handedBack: cause === 'handed-back',
    missesBeforePause: settings.missesBeforePause, newDelivery: ctx.newId(), ...(onlyIf && { onlyIf }),
  });
  if (released.kind === 'moved') return false;
  ctx.wakeOutbox();
  if (released.pausedNow) ctx.live.publish('presence', released.former);
  const key = `${cause}:${conversation.id}:${released.conversation.version}`;
  const assignment = await assignAndTell(ctx, released.conversation, cause, 'moved', key);
  const decided = assignment?.decision.kind;
  if (cause !== 'refused-by-platform' && decided !== 'assigned' && decided !== 'moved') await markUnanswered(ctx, released.conversation, key);
  refreshCards(ctx, conversation.id);
  return true;
}
