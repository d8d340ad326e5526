import type { Conversation } from '../../shared/conversation';
import type { DeskContext } from './desk-context';

/** An agent chose whom his next plain texts in WeCom go to. */
export async function chooseCurrent(ctx: DeskContext, agent: string, conversation: string): Promise<void> {
  await ctx.records.agents.setCurrent(agent, { conversation, until: ctx.now() + ctx.times.current });
}

export type Current = { kind: 'current'; conversation: Conversation; chosen: boolean } | { kind: 'choose'; count: number } | { kind: 'none' };

/**
 * Whom an agent's text belongs to: the conversation he chose, while that holds; else the only one he has. With several and
 * none chosen, or when the one he chose has just left him, it belongs to nobody: a guess could reach the wrong visitor.
 */
export async function currentConversation(ctx: DeskContext, agent: string): Promise<Current> {
  const [[state], mine] = await Promise.all([ctx.records.agents.states([agent]), ctx.records.conversations.ofAgent(agent)]);
  const chosen = state?.current;
  if (chosen) {
    const conversation = mine.find((one) => one.id === chosen.conversation);
    if (!conversation && chosen.until > ctx.now() && mine.length > 0) return { kind: 'choose', count: mine.length };
    if (conversation && heldUntil(conversation, chosen.until, ctx.times.current) > ctx.now()) return { kind: 'current', conversation, chosen: true };
  }
  const [only, ...others] = mine;
  if (!only) return { kind: 'none' };
  return others.length === 0 ? { kind: 'current', conversation: only, chosen: false } : { kind: 'choose', count: mine.length };
}

/** A choice holds on after the visitor's word too, unless it was over when he spoke: then a guess could reach the wrong visitor. */
function heldUntil({ lastVisitorAt }: Conversation, until: number, holds: number): number {
  return lastVisitorAt === undefined || lastVisitorAt > until ? until : Math.max(until, lastVisitorAt + holds);
}
