import type { AgentAction } from '../agent-channels/agent-channel';
import type { Act } from '../stores/records/agents';
import { agentSaid } from './agent-said';
import type { DeskContext } from './desk-context';
import { dutyEnd } from './set-status';
import { tapCard } from './tap-card';
import { useMenu } from './use-menu';
import { word } from './word-news';

/**
 * An agent did something in WeCom: spoke, tapped a card, used the menu. Answers with words to reply at once, which cost
 * nothing of what a member may be sent. Each acts once, on what he meant when he did it, however late and often it comes.
 */
export async function agentActed(ctx: DeskContext, action: AgentAction): Promise<string | undefined> {
  const view = ctx.view();
  const agent = view.agentByAddress(action.address);
  if (!agent || agent.disabled) return word('notAnAgent');
  const now = ctx.now();
  await ctx.records.agents.acted(agent.key, now, dutyEnd(view, agent.key, now));
  // A platform clock ahead of ours must not make a choice that outlasts all that he does next.
  const act: Act = { agent: agent.key, key: action.key, at: Math.min(action.at, now) };
  switch (action.kind) {
    case 'said':
      return agentSaid(ctx, act, action.body);
    case 'menu':
      return useMenu(ctx, act, action.item);
    case 'tapped':
      return tapCard(ctx, act, action);
    case 'opened':
      return undefined;
  }
}
