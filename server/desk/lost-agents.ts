import type { Conversation } from '../../shared/conversation';
import type { AgentState } from '../stores/records/agents';
import { nativeId } from './appoint';
import type { DeskContext } from './desk-context';
import { leftKey } from './device-left';
import { createGoneWatch } from './gone-watch';
import { leaseState } from './lease-state';
import { moveOn } from './move-on';

/** Far more than one desk has at work; whoever is left out would keep his visitors for ever. */
const MOST = 20_000;

/**
 * Finds owners who are gone and lets their conversations go down the ladder: the unanswered at once, the answered after a
 * further grace. Who has no lease after a restart of ours, or of the live state, has time to come back.
 */
export function createLostAgents(ctx: DeskContext): () => Promise<void> {
  const goneWatch = createGoneWatch(ctx);

  return async () => {
    const owners = await ctx.records.agents.loaded(MOST);
    const [watch, leases] = await Promise.all([goneWatch.read(), ctx.live.leases(owners.map((owner) => owner.agent))]);
    const now = ctx.now();
    const gone = new Map<string, number>();
    const takenOff = new Set<string>();
    const isLate = async ({ agent, dutyUntil }: AgentState): Promise<boolean> =>
      now - watch.from < ctx.times.gone && dutyUntil === undefined && !leases.has(agent) && !watch.gone.has(agent) && (await ctx.live.get(leftKey(agent))) === undefined;

    for (const owner of owners) {
      const { agent, status, statusSince } = owner;
      // Who answers on the platform unknown to us is nobody's to take off.
      const disabled = ctx.view().agent(agent)?.disabled ?? nativeId(agent) === undefined;
      const off = status === 'offline' || disabled;
      if (disabled || owner.forcedBy !== undefined) takenOff.add(agent);
      if (!off && (leaseState(owner, leases.get(agent) ?? [], now, ctx.times) !== 'none' || (await isLate(owner)))) continue;
      gone.set(agent, watch.gone.get(agent) ?? (status === 'offline' ? statusSince : now));
    }
    await goneWatch.keep({ from: watch.from, gone });
    for (const [agent, since] of gone) await handBack(agent, now - since, takenOff.has(agent));
  };

  async function handBack(agent: string, goneFor: number, takenOff: boolean): Promise<void> {
    for (const conversation of await ctx.records.conversations.ofAgent(agent)) {
      // Who stops receiving on the platform goes on with those he has; only ops' word takes them from him.
      if (ctx.channels[conversation.channel]?.native && !takenOff) continue;
      if (isAnswered(conversation) && goneFor < ctx.times.answeredGrace) continue;
      await moveOn(ctx, conversation, 'agent-gone');
    }
  }
}

/** The owner had the last word; a silent visitor has nothing to wait for either. */
function isAnswered(conversation: Conversation): boolean {
  if (conversation.lastVisitorAt === undefined) return false;
  return conversation.lastAgentAt !== undefined && conversation.lastAgentAt >= conversation.lastVisitorAt;
}
