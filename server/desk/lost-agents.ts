import type { Conversation } from '../../shared/conversation';
import type { AgentState } from '../stores/records/agents';
import type { DeskContext } from './desk-context';
import { leaseState } from './lease-state';
import { moveOn } from './recover';

/** Far more than one desk has at work; whoever is left out would keep his visitors for ever. */
const MOST = 20_000;

/**
 * Finds owners who are gone and lets their conversations go down the ladder: the unanswered at once, the answered after a
 * further grace. Remembers since when each is seen gone, so that a restart gives everybody time to come back.
 */
export function createLostAgents(ctx: DeskContext): () => Promise<void> {
  const goneSince = new Map<string, number>();
  const startedAt = ctx.now();

  return async () => {
    const owners = await ctx.records.agents.loaded(MOST);
    const leases = await ctx.live.leases(owners.map((owner) => owner.agent));
    const now = ctx.now();
    const stillGone = new Set<string>();
    for (const owner of owners) {
      if (!isGone(owner, leases.get(owner.agent) ?? [], now)) continue;
      stillGone.add(owner.agent);
      const since = goneSince.get(owner.agent) ?? (owner.status === 'offline' ? owner.statusSince : now);
      goneSince.set(owner.agent, since);
      await handBack(owner, now - since);
    }
    for (const agent of goneSince.keys()) if (!stillGone.has(agent)) goneSince.delete(agent);
  };

  /** Somebody who logged out or was taken off the desk is gone at once; a lease that is nowhere may only be late after our own restart. */
  function isGone(owner: AgentState, devices: readonly { seenAt: number }[], now: number): boolean {
    if (owner.status === 'offline' || (ctx.view().agent(owner.agent)?.disabled ?? true)) return true;
    if (devices.length === 0 && now - startedAt < ctx.times.gone && owner.dutyUntil === undefined) return false;
    return leaseState(owner, devices, now, ctx.times) === 'none';
  }

  async function handBack(owner: AgentState, goneFor: number): Promise<void> {
    for (const conversation of await ctx.records.conversations.ofAgent(owner.agent)) {
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
