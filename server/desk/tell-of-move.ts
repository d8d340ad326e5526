import type { Conversation } from '../../shared/conversation';
import type { NewDelivery } from '../stores/records/delivery';
import { agentBehind } from './give-to';
import type { DeskContext } from './desk-context';

/**
 * A word to both in WeCom when we moved a conversation from one agent's own client to another's, where neither sees why.
 * Once for each change. `former`: his id on the platform.
 */
export async function tellOfMove(ctx: DeskContext, conversation: Conversation, former: string): Promise<void> {
  const { id, version, agent } = conversation;
  if (!ctx.agentChannel || agent === undefined) return;
  const cause = conversation.missed.includes(agentBehind(ctx, former)) ? 'missed-ring' : 'transferred';
  const key = ctx.idFor(`moved:${id}:${version}`);
  const news: (NewDelivery & { conversation: string })[] = [
    { id: `${key}-from`, conversation: id, target: { to: 'agent', agent: agentBehind(ctx, former), news: { kind: 'moved', cause, to: agent } } },
    { id: `${key}-to`, conversation: id, target: { to: 'agent', agent, news: { kind: 'answer', code: 'givenNatively', values: {} } } },
  ];
  await ctx.records.outbox.add(news, ctx.now());
  ctx.wakeOutbox();
}
