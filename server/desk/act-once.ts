import type { Act } from '../stores/records/agents';
import type { DeskContext } from './desk-context';

/** What came of an agent's act: a write that kept its key, or nothing; and what he is told. */
export interface Did {
  done: boolean;
  words?: string | undefined;
}

export const did = (words?: string): Did => ({ done: true, words });
export const nothing = (words?: string): Did => ({ done: false, words });

/**
 * Does an agent's act once, however often and wherever the platform delivers it. `run` names the act in the write that
 * does it; where it does nothing, what he was told is kept instead, so that a late delivery does not act after all.
 * `again` words what was done before, since the first answer may not have reached him.
 */
export async function actOnce(
  ctx: DeskContext, act: Act, run: () => Promise<Did>, again: (conversation: string | undefined) => Promise<string | undefined>,
): Promise<string | undefined> {
  const known = await ctx.records.agents.actOf(act);
  if (known) return known.answer ?? again(known.conversation);
  const { done, words } = await run();
  if (done) return words;
  const kept = await ctx.records.agents.keepAct(act, { now: ctx.now(), answer: words ?? '' });
  return kept.first ? words : (kept.answer ?? again(kept.conversation));
}
