import type { Conversation } from '../../shared/conversation';
import type { Act, AgentState, Choice } from '../stores/records/agents';
import type { DeskContext } from './desk-context';

/** An agent chose, at `at` by the platform's clock, whom his next plain texts in WeCom go to; answers whom they go to now. */
export async function chooseCurrent(ctx: DeskContext, agent: string, choice: { conversation: string; at: number }, act?: Act): Promise<string> {
  const until = ctx.now() + ctx.times.current;
  return (await ctx.records.agents.choose(agent, { conversation: choice.conversation, chosenAt: choice.at, until }, act)).conversation;
}

export type Current = { kind: 'current'; conversation: Conversation; chosen: boolean } | { kind: 'choose'; count: number } | { kind: 'none' };

/**
 * Whom a text written at `at` belongs to: the conversation he had chosen then, while that holds; else the only one he has.
 * With several and none chosen, when the one he chose has just left him, or when he wrote before he had it, it belongs to
 * nobody: a guess could reach the wrong visitor.
 */
export async function currentConversation(ctx: DeskContext, agent: string, at: number): Promise<Current> {
  const [[state], all] = await Promise.all([ctx.records.agents.states([agent]), ctx.records.conversations.ofAgent(agent)]);
  // Who is answered in the platform's own client is never meant here.
  const mine = all.filter(({ channel }) => !ctx.channels[channel]?.native);
  const [only, ...others] = mine;
  if (!only) return { kind: 'none' };
  const { choice, late } = choiceAt(state, at);
  const conversation = mine.find((one) => one.id === choice?.conversation);
  if (choice && conversation && heldUntil(conversation, choice.until, ctx.times.current) > at) return { kind: 'current', conversation, chosen: !late };
  const lost = choice !== undefined && !conversation && choice.until > at;
  if (lost || late || others.length > 0 || isBefore(at, only.assignedAt ?? 0)) return { kind: 'choose', count: mine.length };
  return { kind: 'current', conversation: only, chosen: false };
}

/** `late`: he has chosen again since he wrote. */
function choiceAt(state: AgentState | undefined, at: number): { choice?: Choice; late: boolean } {
  const { current, choseBefore } = state ?? {};
  if (!current) return { late: false };
  if (!isBefore(at, current.chosenAt)) return { choice: current, late: false };
  return choseBefore && !isBefore(at, choseBefore.chosenAt) ? { choice: choseBefore, late: true } : { late: true };
}

/** The platform's times are whole seconds, cut off: what happened in the same second was not before. */
const isBefore = (at: number, then: number): boolean => at < then - (then % 1000);

/** A choice holds on after the visitor's word too, unless it was over when he spoke: then a guess could reach the wrong visitor. */
function heldUntil({ lastVisitorAt }: Conversation, until: number, holds: number): number {
  return lastVisitorAt === undefined || lastVisitorAt > until ? until : Math.max(until, lastVisitorAt + holds);
}
