import type { EntryState } from '../../shared/http/visitor';
import type { Verdict } from '../../shared/receipt';
import type { DeliveryState } from '../../shared/message';
import type { LeaseState } from '../routing/question';
import { agentStandings } from './agent-standings';
import { countOf } from './ask-router';
import type { DeskContext } from './desk-context';
import { lastSeen } from './lease-state';
import { createTapNow } from './tap-now';

export interface BoardAgent {
  key: string;
  name: string;
  groups: string[];
  status: string;
  statusSince?: number;
  lease: LeaseState;
  /** Any of his devices, ms since 1970. */
  seenAt?: number;
  paused?: { reason: string; since: number };
  forcedBy?: string;
  dutyUntil?: number;
  load: number;
  limit?: number;
  /** Whether a tap could reach him now, and in words why not. */
  verdict: Verdict;
  words: { zh: string; en: string };
}

export interface BoardEntry {
  key: string;
  label: { zh: string; en?: string };
  waiting: number;
  /** Since when the one who waits longest does (ms since 1970), among those who go first. */
  oldestSince?: number;
  /** What a tap would do now. */
  state: EntryState;
}

export interface Board {
  at: number;
  agents: BoardAgent[];
  /** The last agent of this page; ask for those after him. */
  next?: string;
  entries: BoardEntry[];
  deliveries: Record<DeliveryState, number>;
}

export interface BoardRequest {
  group?: string;
  after?: string;
  limit: number;
}

/** As many of the queue are looked at for the longest wait. */
const QUEUE = 1000;

/** Who is here and why not, and who waits where. The verdicts are the router's own. */
export async function readBoard(ctx: DeskContext, request: BoardRequest): Promise<Board> {
  const view = ctx.view();
  const page = pageOf(ctx, request);
  const keys = page.map((agent) => agent.key);
  const [standings, leases, entries, deliveries] = await Promise.all([
    agentStandings(ctx, keys), ctx.live.leases(keys), boardEntries(ctx), ctx.records.outbox.counts(),
  ]);
  const now = ctx.now();
  const agents = standings.map(({ candidate, state, limit, verdict, words }): BoardAgent => {
    const { key, status, statusSince, lease, load, paused } = candidate;
    const seenAt = lastSeen(leases.get(key) ?? []);
    return {
      key, name: candidate.agent?.name ?? key, groups: view.groupsOf(key).map((group) => group.key), status, lease, load, verdict, words,
      ...(statusSince !== undefined && { statusSince }),
      ...(seenAt !== undefined && { seenAt }),
      ...(paused && { paused }),
      ...(limit !== undefined && { limit }),
      ...(state?.forcedBy !== undefined && { forcedBy: state.forcedBy }),
      ...(state?.dutyUntil !== undefined && { dutyUntil: state.dutyUntil }),
    };
  });
  const last = keys.at(-1);
  return { at: now, agents, entries, deliveries, ...(keys.length === request.limit && last !== undefined && { next: last }) };
}

function pageOf(ctx: DeskContext, { group, after, limit }: BoardRequest) {
  const view = ctx.view();
  const all = group === undefined
    ? view.config.agents
    : (view.group(group)?.members ?? []).flatMap((member) => view.agent(member.agent) ?? []);
  const from = after === undefined ? 0 : all.findIndex((agent) => agent.key === after) + 1;
  return all.slice(from, from + limit);
}

async function boardEntries(ctx: DeskContext): Promise<BoardEntry[]> {
  const view = ctx.view();
  const [counts, waiting] = await Promise.all([
    ctx.records.conversations.waitingCounts(), ctx.records.conversations.waiting({ now: ctx.now(), limit: QUEUE }),
  ]);
  const oldest = new Map<string, number>();
  for (const one of waiting) oldest.set(one.entry, Math.min(one.waitingSince, oldest.get(one.entry) ?? one.waitingSince));
  const tapNow = createTapNow(ctx, view);
  return Promise.all(view.config.entries.filter((entry) => entry.enabled).map(async (entry) => {
    const since = oldest.get(entry.key);
    return {
      key: entry.key, label: entry.label, waiting: countOf(counts, entry.key), state: await tapNow(entry, { facts: {} }),
      ...(since !== undefined && { oldestSince: since }),
    };
  }));
}
