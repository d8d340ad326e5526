import type { Agent, Group } from '../../shared/config/agent';
import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import type { Hours } from '../../shared/config/hours';

/** A configuration by keys. */
export interface ConfigIndex {
  agents: ReadonlyMap<string, Agent>;
  groups: ReadonlyMap<string, Group>;
  hours: ReadonlyMap<string, Hours>;
  entries: ReadonlyMap<string, Entry>;
  /** For each agent the limit of the first of his groups that has one. */
  groupCapacity: ReadonlyMap<string, number>;
}

/** Reads a configuration once, for those who ask it often. */
export function indexConfig(config: DeskConfig): ConfigIndex {
  const groupCapacity = new Map<string, number>();
  for (const { members, capacity } of config.groups) {
    if (capacity === undefined) continue;
    for (const { agent } of members) if (!groupCapacity.has(agent)) groupCapacity.set(agent, capacity);
  }
  return {
    agents: new Map(config.agents.map((a) => [a.key, a])),
    groups: new Map(config.groups.map((g) => [g.key, g])),
    hours: new Map(config.hours.map((h) => [h.key, h])),
    entries: new Map(config.entries.map((e) => [e.key, e])),
    groupCapacity,
  };
}
