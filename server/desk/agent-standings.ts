import type { Verdict } from '../../shared/receipt';
import { standing } from '../routing/eligibility';
import { explainVerdict } from '../routing/explain';
import type { Candidate } from '../routing/question';
import type { AgentState } from '../stores/records/agents';
import { createCandidates } from './candidates';
import type { DeskContext } from './desk-context';

/** An agent as the router sees him now, in words. */
export interface AgentStanding {
  candidate: Candidate;
  state?: AgentState;
  limit?: number;
  /** Whether a tap could reach him, on our own roads and at any step. */
  verdict: Verdict;
  words: { zh: string; en: string };
}

const ANY_STEP = { target: { kind: 'anyone' as const }, respectCapacity: true, acceptAway: false, ringSeconds: 0 };

/** In the order asked for; the verdicts are the router's own. */
export async function agentStandings(ctx: DeskContext, keys: string[]): Promise<AgentStanding[]> {
  const view = ctx.view();
  const states = await ctx.records.agents.states(keys);
  const candidates = await createCandidates(ctx, view)(keys, states);
  const byAgent = new Map(states.map((state) => [state.agent, state]));
  const now = ctx.now();
  return candidates.map((candidate) => {
    const { key, load } = candidate;
    const limit = candidate.agent?.capacity ?? candidate.groupCapacity ?? view.config.settings.capacity;
    const judged = standing(candidate, { now, step: ANY_STEP, load, ...(limit !== undefined && { limit }) });
    const found = { agent: key, load, ...judged, ...(limit !== undefined && { limit }) };
    const state = byAgent.get(key);
    return {
      candidate, verdict: judged.verdict, words: { zh: explainVerdict(found, now, 'zh'), en: explainVerdict(found, now, 'en') },
      ...(state && { state }), ...(limit !== undefined && { limit }),
    };
  });
}
