import type { Agent, Group } from '../../shared/config/agent';
import type { DeskConfig, Site } from '../../shared/config/desk-config';
import type { Entry } from '../../shared/config/entry';
import type { Hours } from '../../shared/config/hours';
import { userKey } from '../../shared/wecom-userid';
import type { NoticePlan } from '../stores/records/delivery';

/** A configuration with its look-ups made once. */
export interface ConfigView {
  version: number;
  config: DeskConfig;
  entry(key: string): Entry | undefined;
  agent(key: string): Agent | undefined;
  group(key: string): Group | undefined;
  hours(key: string): Hours | undefined;
  site(key: string): Site | undefined;
  /** WeCom takes userids in either case. */
  agentByAddress(address: string): Agent | undefined;
  entriesOf(site: string): readonly Entry[];
  /** The site a platform account (appid, a web page's own key) belongs to; a mini-program without its own appid serves the only one there is. */
  siteOf(account: string): Site | undefined;
  /** A web page by its key; none when an account of a platform is called the same. */
  webSite(key: string): Site | undefined;
  /** A conversation's entry; the site's default when ops have removed it meanwhile, so that nobody is stranded. */
  entryOf(conversation: { entry: string; account: string }): Entry | undefined;
  /** Where a message goes that came without any button. */
  defaultEntry(site: string): Entry | undefined;
  groupsOf(agent: string): readonly Group[];
  /** The platform's accounts on which agents answer in its own client, and the live entries of each. */
  nativeAccounts: readonly string[];
  nativeEntries(account: string): readonly Entry[];
  /** By which subscribe messages visitors may be called back; empty when there are none. */
  notices: readonly NoticePlan[];
}

const byKey = <T extends { key: string }>(items: readonly T[]): Map<string, T> => new Map(items.map((item) => [item.key, item]));

export function createConfigView(config: DeskConfig, version: number): ConfigView {
  const entries = byKey(config.entries);
  const agents = byKey(config.agents);
  const groups = byKey(config.groups);
  const hours = byKey(config.hours);
  const sites = byKey(config.sites);
  const addresses = new Map<string, Agent>();
  for (const agent of config.agents) if (agent.wecomUserId !== undefined) addresses.set(userKey(agent.wecomUserId), agent);
  const entriesBySite = new Map<string, Entry[]>();
  for (const entry of config.entries) {
    if (!entry.enabled) continue;
    const list = entriesBySite.get(entry.site);
    if (list) list.push(entry);
    else entriesBySite.set(entry.site, [entry]);
  }
  const entriesByAccount = new Map<string, Entry[]>();
  for (const entry of config.entries) {
    if (!entry.enabled || entry.channel !== 'kf' || entry.kfAccount === undefined) continue;
    entriesByAccount.set(entry.kfAccount, [...(entriesByAccount.get(entry.kfAccount) ?? []), entry]);
  }
  const nativeEntries = (account: string): readonly Entry[] => entriesByAccount.get(account) ?? [];
  const groupsByAgent = new Map<string, Group[]>();
  for (const group of config.groups) {
    for (const member of group.members) {
      const list = groupsByAgent.get(member.agent);
      if (list) list.push(group);
      else groupsByAgent.set(member.agent, [group]);
    }
  }
  const miniPrograms = config.sites.filter((site) => site.kind === 'mini-program');
  const entriesOf = (site: string): readonly Entry[] => entriesBySite.get(site) ?? [];
  const webSites = byKey(config.sites.filter((site) => site.kind === 'web'));
  const siteOf = (account: string): Site | undefined =>
    sites.get(nativeEntries(account)[0]?.site ?? '') ?? miniPrograms.find((site) => site.appId === account) ?? webSites.get(account)
    ?? miniPrograms.find((site) => site.appId === undefined) ?? sites.get(account);
  const firstOf = (entries: readonly Entry[]): Entry | undefined => entries.find((entry) => entry.isDefault) ?? entries[0];
  const defaultEntry = (site: string): Entry | undefined => firstOf(entriesOf(site));
  return {
    version,
    config,
    entry: (key) => entries.get(key),
    agent: (key) => agents.get(key),
    group: (key) => groups.get(key),
    hours: (key) => hours.get(key),
    site: (key) => sites.get(key),
    agentByAddress: (address) => addresses.get(userKey(address)),
    entriesOf,
    siteOf,
    webSite: (key) => {
      const site = webSites.get(key);
      return site === siteOf(key) ? site : undefined;
    },
    entryOf: ({ entry, account }) => {
      const known = entries.get(entry);
      if (known) return known;
      const native = firstOf(nativeEntries(account));
      if (native) return native;
      const site = siteOf(account);
      return site && defaultEntry(site.key);
    },
    defaultEntry,
    groupsOf: (agent) => groupsByAgent.get(agent) ?? [],
    nativeAccounts: [...entriesByAccount.keys()],
    nativeEntries,
    notices: miniPrograms.some(({ notice }) => notice) ? miniPrograms.map(noticePlan) : [],
  };
}

/** A site without one of its own is named too: it must not be taken for the one that stands for all others. */
const noticePlan = ({ appId, notice }: Site): NoticePlan => ({
  ...(appId !== undefined && { account: appId }), ...(notice && { template: notice.template }), afterMs: (notice?.afterSeconds ?? 0) * 1000,
});
