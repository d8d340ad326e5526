import type { Agent, Group } from '../../shared/config/agent';
import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry, Step } from '../../shared/config/entry';
import type { Hours } from '../../shared/config/hours';
import { limitOf } from './capacity';
import { indexConfig } from './config-index';
import { namesOne } from './ladder';
import type { LintCode } from './lint-words';
import { openingsOf, type Opening } from '../../shared/calendar/openings';

/** Hours are compared over so many days from now: all weekdays several times, and no long holiday hides them all. */
const DAYS = 28;

/** Why an agent can never have a conversation of an entry, whatever he does. */
type Hindrance = 'unknown' | 'disabled' | 'takes-nobody' | 'without-wecom' | 'never-on-shift';

export interface Obstacle {
  code: LintCode;
  values: Readonly<Record<string, string>>;
}

/** Says what keeps everybody of a step from ever serving an entry; undefined when somebody can. */
export type FindObstacle = (entry: Entry, step: Step) => Obstacle | undefined;

const oneWords = {
  'disabled': 'agent-disabled', 'takes-nobody': 'agent-takes-nobody', 'without-wecom': 'agent-without-wecom', 'never-on-shift': 'agent-never-on-shift',
} as const;

/** Reads a configuration once and answers for all its steps. An owner is only known at the tap, so he counts as reachable. */
export function findObstacles(config: DeskConfig, now: number): FindObstacle {
  const { agents, groups, groupCapacity } = indexConfig(config);
  const meet = meetings(config.hours, now);
  const anyone = new Map<string, boolean>();

  function hindrance(agent: Agent | undefined, entry: Entry, step: Step, group?: Group): Hindrance | undefined {
    if (!agent) return 'unknown';
    if (agent.disabled) return 'disabled';
    const shared = group ? group.capacity : groupCapacity.get(agent.key);
    if (limitOf(agent, shared, config.settings.capacity) === 0) return 'takes-nobody';
    if (entry.channel === 'kf' && agent.wecomUserId === undefined) return 'without-wecom';
    const anyTime = entry.designatedOutsideHours && namesOne(step.target);
    return meet(anyTime ? undefined : entry.hours, agent.shift) ? undefined : 'never-on-shift';
  }

  function groupObstacle(group: Group, entry: Entry, step: Step): Obstacle | undefined {
    const all = new Set<Hindrance>();
    for (const { agent } of group.members) {
      const found = hindrance(agents.get(agent), entry, step, group);
      if (!found) return undefined;
      all.add(found);
    }
    const values = { group: group.name };
    if (all.has('never-on-shift')) return { code: 'group-never-on-shift', values };
    return { code: all.has('takes-nobody') || all.has('without-wecom') ? 'group-takes-nobody' : 'group-empty', values };
  }

  /** The answer depends on channel and hours alone, so a desk with many agents and entries is read a few times, not each time. */
  function anybody(entry: Entry, step: Step): boolean {
    const terms = `${entry.channel} ${entry.hours ?? ''}`;
    const found = anyone.get(terms) ?? config.agents.some((a) => !hindrance(a, entry, step));
    anyone.set(terms, found);
    return found;
  }

  return (entry, step) => {
    const { target } = step;
    switch (target.kind) {
      case 'owner':
        return undefined;
      case 'anyone':
        return anybody(entry, step) ? undefined : { code: 'nobody-at-all', values: {} };
      case 'group': {
        const group = groups.get(target.group);
        return group ? groupObstacle(group, entry, step) : { code: 'unknown-group', values: { group: target.group } };
      }
      case 'agent': {
        const agent = agents.get(target.agent);
        const found = hindrance(agent, entry, step);
        if (!agent || found === 'unknown') return { code: 'unknown-agent', values: { agent: target.agent } };
        return found && { code: oneWords[found], values: { agent: agent.name } };
      }
    }
  };
}

type Meet = (entryHours: string | undefined, shift: string | undefined) => boolean;

/** Whether two calendars are ever open together; one that is absent or cannot be computed counts as always open. */
function meetings(calendars: readonly Hours[], now: number): Meet {
  const openings = new Map(calendars.map((hours) => [hours.key, ahead(hours, now)]));
  const known = new Map<string, boolean>();
  return (a, b) => {
    const pair = `${a ?? ''} ${b ?? ''}`;
    const before = known.get(pair);
    if (before !== undefined) return before;
    const met = overlap(a === undefined ? undefined : openings.get(a), b === undefined ? undefined : openings.get(b));
    known.set(pair, met);
    return met;
  };
}

function ahead(hours: Hours, now: number): Opening[] | undefined {
  const openings = openingsOf(hours);
  if (!openings) return undefined;
  const today = openings.dayOf(now);
  return Array.from({ length: DAYS + 2 }, (_, i) => openings.on(today - 2 + i)).flat().filter((o) => o.to > now);
}

function overlap(a: readonly Opening[] | undefined, b: readonly Opening[] | undefined): boolean {
  if (!a || !b) return (a ?? b)?.length !== 0;
  return a.some((one) => b.some((other) => one.from < other.to && other.from < one.to));
}
