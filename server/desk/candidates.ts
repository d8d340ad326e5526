import type { Candidate } from '../routing/question';
import type { Lease } from '../stores/live';
import type { AgentState } from '../stores/records/agents';
import type { ConfigView } from './config-view';
import type { DeskDeps } from './desk-deps';
import { leaseState } from './lease-state';
import type { Road } from './native-road';

/** Reads agents as the router sees them on this road, in the order asked for. `known`: their states, when the caller has just read them. */
export type LoadCandidates = (keys: string[], known?: AgentState[]) => Promise<Candidate[]>;

export function createCandidates(deps: Pick<DeskDeps, 'records' | 'live' | 'now' | 'times'>, view: ConfigView, road?: Road): LoadCandidates {
  function candidate(key: string, state: AgentState | undefined, devices: Lease[], now: number): Candidate {
    const agent = view.agent(key);
    const groupCapacity = view.groupsOf(key).find((group) => group.capacity !== undefined)?.capacity;
    const shift = agent?.shift === undefined ? undefined : view.hours(agent.shift);
    return {
      key,
      ...(agent && { agent }),
      ...chosenStatus(state),
      ...(state?.paused && { paused: state.paused }),
      lease: leaseState(state, devices, now, deps.times, road),
      ...(road && { natively: true }),
      load: state?.load ?? 0,
      ...(state?.lastAssignedAt !== undefined && { lastAssignedAt: state.lastAssignedAt }),
      ...(shift && { shift }),
      ...(groupCapacity !== undefined && { groupCapacity }),
    };
  }

  /** Who never chose a status and receives on the platform has chosen there. */
  function chosenStatus(state: AgentState | undefined): Pick<Candidate, 'status' | 'statusSince'> {
    if (road && (state === undefined || state.unchosen)) return { status: 'online' };
    return state ? { status: state.status, statusSince: state.statusSince } : { status: 'offline' };
  }

  return async (keys, known) => {
    if (keys.length === 0) return [];
    const [states, leases] = await Promise.all([known ?? deps.records.agents.states(keys), deps.live.leases(keys)]);
    const byAgent = new Map(states.map((state) => [state.agent, state]));
    const now = deps.now();
    return keys.map((key) => candidate(key, byAgent.get(key), leases.get(key) ?? [], now));
  };
}
