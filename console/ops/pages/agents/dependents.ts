import type { Group } from '../../../../shared/config/agent';
import type { Entry, Step } from '../../../../shared/config/entry';

/** A place in the draft that names an agent. Steps and variants count from 1, as people do. */
export type Dependent =
  | { kind: 'member'; group: Group }
  | { kind: 'step'; entry: Entry; step: number; variant?: number };

/** Everything that names this agent and would lead nowhere without him. */
export function dependentsOf(agent: string, { groups, entries }: { groups: readonly Group[]; entries: readonly Entry[] }): Dependent[] {
  const stepsOf = (entry: Entry, ladder: readonly Step[], variant?: number): Dependent[] =>
    ladder.flatMap(({ target }, i): Dependent[] => (target.kind === 'agent' && target.agent === agent ? [{ kind: 'step', entry, step: i + 1, ...(variant !== undefined && { variant }) }] : []));
  return [
    ...groups.filter(({ members }) => members.some((member) => member.agent === agent)).map((group): Dependent => ({ kind: 'member', group })),
    ...entries.flatMap((entry) => [...stepsOf(entry, entry.ladder), ...entry.variants.flatMap(({ ladder }, i) => stepsOf(entry, ladder, i + 1))]),
  ];
}
