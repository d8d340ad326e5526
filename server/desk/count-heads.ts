import { agentsHere } from './agents-here';
import type { DeskContext } from './desk-context';

/** How often it is counted who is there. */
export const HEADS_EVERY = 300_000;
/** The seven days that are shown, and one to compare the first with. */
const KEPT = 9 * 86_400_000;

/** For the sweep: every few minutes, once over all nodes. */
export async function countHeads(ctx: DeskContext): Promise<void> {
  const now = ctx.now();
  const at = now - (now % HEADS_EVERY);
  if (!(await ctx.live.once(`heads:${at}`, 2 * HEADS_EVERY))) return;
  const [agents, visitors] = await Promise.all([agentsHere(ctx), ctx.records.figures.openVisitors()]);
  await ctx.records.figures.keepHeadCount({ at, agents, visitors, forget: now - KEPT });
}
