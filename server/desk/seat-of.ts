import { limitOf } from '../routing/capacity';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';

/** An agent's own limit, outside any step of a ladder (absent: none), and whether one more conversation would exceed it. */
export async function seatOf(ctx: DeskContext, view: ConfigView, key: string): Promise<{ limit?: number; full: boolean }> {
  const agent = view.agent(key);
  const ofGroup = view.groupsOf(key).find((group) => group.capacity !== undefined)?.capacity;
  const limit = agent && limitOf(agent, ofGroup, view.config.settings.capacity);
  if (limit === undefined) return { full: false };
  const [state] = await ctx.records.agents.states([key]);
  return { limit, full: (state?.load ?? 0) >= limit };
}
