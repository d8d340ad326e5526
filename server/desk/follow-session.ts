import type { Conversation } from '../../shared/conversation';
import type { NativeSession } from '../channels/channel';
import { close } from './close';
import type { DeskContext } from './desk-context';
import { agentBehind, giveTo } from './give-to';
import { keepAsLeft } from './keep-as-left';
import { keepSeat } from './keep-seat';

/** The platform has a conversation elsewhere than we asked: what it says holds. */
export async function followSession(ctx: DeskContext, conversation: Conversation, session: NativeSession): Promise<void> {
  switch (session.at) {
    case 'agent': {
      const given = await giveTo(ctx, conversation, agentBehind(ctx, session.agent), 'taken-natively');
      if (given) await keepSeat(ctx, given, session);
      return;
    }
    case 'nobody':
      await keepSeat(ctx, conversation, session);
      // Not begun: he has entered and may still write.
      if (conversation.state === 'waiting' && conversation.lastVisitorAt === undefined) return;
      return endedThere(ctx, conversation);
    case 'new':
    case 'desk':
    case 'pool':
      // Ours to move, though not as we asked just now: the sweep asks again, knowing where it is.
      return keepSeat(ctx, conversation, session, { heard: true });
  }
}

/** Over on the platform. Words nobody answered are kept for somebody to follow up. */
export async function endedThere(ctx: DeskContext, conversation: Conversation, by?: string): Promise<void> {
  if (conversation.state === 'left' || conversation.state === 'closed') return;
  const view = ctx.view();
  const left = isAsked(conversation) && by === undefined ? await keepAsLeft(ctx, view, view.entryOf(conversation), conversation, 'ended-natively') : undefined;
  if (left) return;
  await close(ctx, { conversation: conversation.id, version: conversation.version, reason: 'ended-natively', ...(by !== undefined && { by }) });
}

const isAsked = ({ lastVisitorAt, lastAgentAt }: Conversation): boolean =>
  lastVisitorAt !== undefined && (lastAgentAt === undefined || lastAgentAt < lastVisitorAt);
