import type { Cause } from '../../shared/causes';
import type { Entry } from '../../shared/config/entry';
import type { Act } from '../stores/records/agents';
import type { ConfigView } from './config-view';
import type { DeskContext } from './desk-context';
import { take, type Taken } from './take';
import { whomAsked } from './whom-asked';

const LOOK_AT = 20;

/** An agent asks for whoever is next among the entries whose ladder names him; supervisors may pass all entries. */
export async function callNext(ctx: DeskContext, agent: string, cause: Cause = 'called-next', act?: Act): Promise<Taken | { kind: 'nobody' }> {
  const entries = entriesNaming(ctx.view(), agent);
  if (entries.length === 0) return { kind: 'nobody' };
  const waiting = await ctx.records.conversations.waiting({ now: ctx.now(), limit: LOOK_AT, entries });
  for (const next of waiting) {
    const conversation = await ctx.records.conversations.get(next.id);
    if (!conversation || conversation.missed.includes(agent)) continue;
    const taken = await take(ctx, { conversation: next.id, agent, cause, ...(act && { act }) });
    if (taken.kind !== 'lost') return taken;
  }
  return { kind: 'nobody' };
}

/** Entries whose ladder may ask this agent. */
export function entriesNaming(view: ConfigView, agent: string): string[] {
  const asks = (entry: Entry): boolean => {
    const asked = whomAsked(view, entry);
    return asked.anyone || asked.agents.has(agent);
  };
  return view.config.entries.filter(asks).map((entry) => entry.key);
}
