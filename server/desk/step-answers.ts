import type { AskedTarget, StepAnswer } from '../routing/question';
import { createCandidates } from './candidates';
import type { ConfigView } from './config-view';
import type { DeskDeps } from './desk-deps';
import { receiverDevice, type Road } from './native-road';

/** "Anyone" reads this many of the least loaded, from an index; it never reads the whole desk. */
const ANYONE = 50;
/** Of those who have any device, so many are looked at for who receives on an account; WeCom: at most 2000 on each. */
const PRESENT = 2_000;

/** Answers the router's question for one step: only the agents that step names are read. */
export type AnswerStep = (ask: { target: AskedTarget; prefer?: string }) => Promise<StepAnswer>;

export function createStepAnswers(deps: Pick<DeskDeps, 'records' | 'live' | 'now' | 'times'>, view: ConfigView, road?: Road): AnswerStep {
  const { agents } = deps.records;

  const candidatesOf = createCandidates(deps, view, road);

  /** The least loaded of those who receive on this account; they may never have chosen a status. */
  async function receivers({ account }: Road, prefer: string | undefined): Promise<string[]> {
    const leases = await deps.live.leases(await deps.live.present(PRESENT));
    const device = receiverDevice(account);
    const there = [...leases].flatMap(([agent, devices]) => (devices.some((one) => one.device === device) && view.agent(agent) ? [agent] : []));
    const loads = new Map((await agents.states(there)).map(({ agent, load }) => [agent, load]));
    const least = there.sort((a, b) => (loads.get(a) ?? 0) - (loads.get(b) ?? 0) || (a < b ? -1 : 1)).slice(0, ANYONE);
    return prefer === undefined || least.includes(prefer) ? least : [prefer, ...least];
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
        if (road) return { candidates: await candidatesOf(await receivers(road, prefer)) };
        const states = await agents.leastLoaded(['online', 'away'], ANYONE);
        if (prefer === undefined || states.some((state) => state.agent === prefer)) {
          return { candidates: await candidatesOf(states.map((state) => state.agent), states) };
        }
        return { candidates: await candidatesOf([prefer, ...states.map((state) => state.agent)]) };
      }
    }
  };
}
