import { Agent, Group } from '../../shared/config/agent';
import { checkShape, type Checked } from '../../shared/check-shape';
import { Site, type DeskConfig } from '../../shared/config/desk-config';
import { Entry } from '../../shared/config/entry';
import { Hours } from '../../shared/config/hours';

/** One of the configuration's lists, as an editor needs it. */
export interface ConfigList<T extends { key: string }> {
  /** What one of them is called in the audit. */
  noun: 'site' | 'hours' | 'agent' | 'group' | 'entry';
  most: number;
  of(config: DeskConfig): readonly T[];
  replace(config: DeskConfig, items: T[]): DeskConfig;
  check(item: unknown): Checked<T>;
}

export const siteList: ConfigList<Site> = {
  noun: 'site', most: 200,
  of: (config) => config.sites, replace: (config, sites) => ({ ...config, sites }), check: (item) => checkShape(Site, item),
};
export const hoursList: ConfigList<Hours> = {
  noun: 'hours', most: 500,
  of: (config) => config.hours, replace: (config, hours) => ({ ...config, hours }), check: (item) => checkShape(Hours, item),
};
export const agentList: ConfigList<Agent> = {
  noun: 'agent', most: 200_000,
  of: (config) => config.agents, replace: (config, agents) => ({ ...config, agents }), check: (item) => checkShape(Agent, item),
};
export const groupList: ConfigList<Group> = {
  noun: 'group', most: 5000,
  of: (config) => config.groups, replace: (config, groups) => ({ ...config, groups }), check: (item) => checkShape(Group, item),
};
export const entryList: ConfigList<Entry> = {
  noun: 'entry', most: 5000,
  of: (config) => config.entries, replace: (config, entries) => ({ ...config, entries }), check: (item) => checkShape(Entry, item),
};
