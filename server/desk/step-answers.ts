import type { AskedTarget, Candidate, StepAnswer } from '../routing/question';
import type { AgentState } from '../stores/records/agents';
import type { ConfigView } from './config-view';
import type { DeskDeps } from './desk-deps';
import { leaseState } from './lease-state';

/** "Anyone" reads this many of the least loaded, from an index; it never reads the whole desk. */
const ANYONE = 50;

/** Answers the router's question for one step: only the agents that step names are read. */
export type AnswerStep = (ask: { target: AskedTarget; prefer?: string }) => Promise<StepAnswer>;

export function createStepAnswers(deps: Pick<DeskDeps, 'records' | 'live' | 'now' | 'times'>, view: ConfigView): AnswerStep {
  const { agents } = deps.records;

  async function candidatesOf(keys: string[], known?: AgentState[]): Promise<Candidate[]> {
    if (keys.length === 0) return [];
    const [states, leases] = await Promise.all([known ?? agents.states(keys), deps.live.leases(keys)]);
    const byAgent = new Map(states.map((state) => [state.agent, state]));
    const now = deps.now();
    return keys.map((key) => candidate(key, byAgent.get(key), leases.get(key) ?? [], now));
  }

  function candidate(key: string, state: AgentState | undefined, devices: { seenAt: number }[], now: number): Candidate {
    const agent = view.agent(key);
    const groupCapacity = view.groupsOf(key).find((group) => group.capacity !== undefined)?.capacity;
    const shift = agent?.shift === undefined ? undefined : view.hours(agent.shift);
    return {
      key,
      ...(agent && { agent }),
      status: state?.status ?? 'offline',
      ...(state && { statusSince: state.statusSince }),
      ...(state?.paused && { paused: state.paused }),
      lease: leaseState(state, devices, now, deps.times),
      load: state?.load ?? 0,
      ...(state?.lastAssignedAt !== undefined && { lastAssignedAt: state.lastAssignedAt }),
      ...(shift && { shift }),
      ...(groupCapacity !== undefined && { groupCapacity }),
    };
  }

  return async ({ target, prefer }) => {
    switch (target.kind) {
      case 'agent':
        return { candidates: await candidatesOf([target.agent]) };
      case 'group': {
        const group = view.group(target.group);
        if (!group) return { candidates: [] };
        const [candidates, turn] = await Promise.all([
          candidatesOf(group.members.map((member) => member.agent)),
          agents.turn(group.key),
        ]);
        return { candidates, group, turn };
      }
      case 'anyone': {
        const states = await agents.leastLoaded(['online', 'away'], ANYONE);
        if (prefer === undefined || states.some((state) => state.agent === prefer)) {
          return { candidates: await candidatesOf(states.map((state) => state.agent), states) };
        }
        return { candidates: await candidatesOf([prefer, ...states.map((state) => state.agent)]) };
      }
    }
  };
}
