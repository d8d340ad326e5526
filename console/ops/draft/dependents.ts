import type { Agent, Group } from '../../../shared/config/agent';
import type { Entry, Step, Target } from '../../../shared/config/entry';

/** A place in the draft that names something. Steps and variants count from 1, as people do. */
export type Dependent =
  | { kind: 'member'; group: Group }
  | { kind: 'step'; entry: Entry; step: number; variant?: number }
  | { kind: 'shift'; agent: Agent }
  | { kind: 'hours'; entry: Entry };

/** What in the draft may name something else. */
export interface Naming {
  agents: readonly Agent[];
  groups: readonly Group[];
  entries: readonly Entry[];
}

function stepsAsking(asks: (target: Target) => boolean, entries: readonly Entry[]): Dependent[] {
  const stepsOf = (entry: Entry, ladder: readonly Step[], variant?: number): Dependent[] =>
    ladder.flatMap(({ target }, i): Dependent[] => (asks(target) ? [{ kind: 'step', entry, step: i + 1, ...(variant !== undefined && { variant }) }] : []));
  return entries.flatMap((entry) => [...stepsOf(entry, entry.ladder), ...entry.variants.flatMap(({ ladder }, i) => stepsOf(entry, ladder, i + 1))]);
}

/** Everything that names this thing and would lead nowhere without it. */
export const dependents = {
  agent: (key: string, { groups, entries }: Pick<Naming, 'groups' | 'entries'>): Dependent[] => [
    ...groups.filter(({ members }) => members.some((member) => member.agent === key)).map((group): Dependent => ({ kind: 'member', group })),
    ...stepsAsking((target) => target.kind === 'agent' && target.agent === key, entries),
  ],
  group: (key: string, { entries }: Pick<Naming, 'entries'>): Dependent[] => stepsAsking((target) => target.kind === 'group' && target.group === key, entries),
  hours: (key: string, { agents, entries }: Pick<Naming, 'agents' | 'entries'>): Dependent[] => [
    ...entries.filter(({ hours }) => hours === key).map((entry): Dependent => ({ kind: 'hours', entry })),
    ...agents.filter(({ shift }) => shift === key).map((agent): Dependent => ({ kind: 'shift', agent })),
  ],
};
