import type { AgentChannel } from '../agent-channels/agent-channel';
import type { DeskContext } from './desk-context';
import { word } from './word-news';

/**
 * Marks the cards of those who no longer have a conversation, so that nobody taps in vain; nobody waits for it. Best effort:
 * a tap on an old card is answered in words.
 */
export function refreshCards(ctx: DeskContext, conversation: string): void {
  const channel = ctx.agentChannel;
  if (channel) ctx.background.run(`cards:${conversation}`, 'refresh cards', () => refresh(ctx, channel, conversation));
}

async function refresh(ctx: DeskContext, channel: AgentChannel, conversationId: string): Promise<void> {
  const [conversation, cards] = await Promise.all([
    ctx.records.conversations.get(conversationId),
    ctx.records.agents.cards({ conversation: conversationId }),
  ]);
  const view = ctx.view();
  for (const card of cards) {
    if (conversation?.state === 'assigned' && conversation.agent === card.agent) continue;
    const address = view.agent(card.agent)?.wecomUserId;
    if (address !== undefined && card.responseCode !== undefined) {
      await channel.update(address, card.responseCode, conversation?.state === 'closed' ? word('cardClosed') : word('cardMoved'));
    }
    await ctx.records.agents.dropCard(card.id);
  }
}
