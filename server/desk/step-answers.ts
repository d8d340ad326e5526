import type { AskedTarget, StepAnswer } from '../routing/question';
import { createCandidates } from './candidates';
import type { ConfigView } from './config-view';
import type { DeskDeps } from './desk-deps';
import type { Road } from './native-road';

/** "Anyone" reads this many of the least loaded, from an index; it never reads the whole desk. */
const ANYONE = 50;

/** Answers the router's question for one step: only the agents that step names are read. */
export type AnswerStep = (ask: { target: AskedTarget; prefer?: string }) => Promise<StepAnswer>;

export function createStepAnswers(deps: Pick<DeskDeps, 'records' | 'live' | 'now' | 'times'>, view: ConfigView, road?: Road): AnswerStep {
  const { agents } = deps.records;

  const candidatesOf = createCandidates(deps, view, road);

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
