import type { Agent, Group } from '../../shared/config/agent';
import type { DeskConfig } from '../../shared/config/desk-config';
import type { Entry, Step } from '../../shared/config/entry';
import { tellsEntry } from '../../shared/kf-link';
import { finding, type Finding } from './lint-words';

/** What is wrong with one entry as a button of 微信客服. */
export type LintKf = (entry: Entry, path: string) => Finding[];

/** So many people are named in one finding. */
const NAMED = 5;

/** Reads a configuration once and answers for all its entries. */
export function createLintKf(config: DeskConfig): LintKf {
  const agents = new Map(config.agents.map((agent) => [agent.key, agent]));
  const groups = new Map(config.groups.map((group) => [group.key, group]));
  const sites = new Map(config.sites.map((site) => [site.key, site.name]));
  const firstOn = firstBy(config.entries, ({ kfAccount }) => kfAccount);
  const firstBehind = firstBy(config.entries, ({ kfUrl }) => kfUrl);
  const unreachable = new Map<string, string | undefined>();

  /** Members nobody could give a conversation to, when others of the group can have one; else the step itself is at fault. */
  function withoutWecom(group: Group): string | undefined {
    if (unreachable.has(group.key)) return unreachable.get(group.key);
    const working = group.members.flatMap(({ agent }) => inUse(agents.get(agent)));
    const without = working.filter(({ wecomUserId }) => wecomUserId === undefined).map(({ name }) => name);
    const named = without.slice(0, NAMED).join('、') + (without.length > NAMED ? ` … (${without.length})` : '');
    const found = without.length === 0 || without.length === working.length ? undefined : named;
    unreachable.set(group.key, found);
    return found;
  }

  function lintGroups(ladder: readonly Step[], name: string, path: string): Finding[] {
    return ladder.flatMap(({ target }, i) => {
      const group = target.kind === 'group' ? groups.get(target.group) : undefined;
      const without = group && withoutWecom(group);
      return group && without !== undefined ? [finding('group-without-wecom', `${path}/${i}`, { entry: name, group: group.name, agents: without })] : [];
    });
  }

  /** WeCom has one conversation for each visitor and account, whatever button he came by. */
  function lintSharing(entry: Entry, path: string): Finding[] {
    const first = firstOn.get(entry.kfAccount ?? '');
    if (!entry.enabled || !first || first === entry) return [];
    const values = { entry: entry.label.zh, other: first.label.zh };
    if (first.site === entry.site) return [finding('kf-account-shared', `${path}/kfAccount`, values)];
    return [finding('kf-account-of-two-sites', `${path}/kfAccount`, { ...values, site: sites.get(first.site) ?? first.site })];
  }

  /** A link carries the entry it was made for. */
  function lintCopy(entry: Entry, path: string): Finding[] {
    const first = firstBehind.get(entry.kfUrl ?? '');
    return entry.enabled && first && first !== entry ? [finding('kf-link-copied', `${path}/kfUrl`, { entry: entry.label.zh, other: first.label.zh })] : [];
  }

  return (entry, path) => {
    const name = entry.label.zh;
    if (entry.channel !== 'kf') return entry.nativePool === true ? [finding('pool-without-kf', `${path}/nativePool`, { entry: name })] : [];
    return [
      ...lintLink(entry, path),
      ...lintSharing(entry, path),
      ...lintCopy(entry, path),
      ...lintGroups(entry.ladder, name, `${path}/ladder`),
      ...entry.variants.flatMap(({ ladder }, i) => lintGroups(ladder, name, `${path}/variants/${i}/ladder`)),
      ...(entry.nativePool === true && entry.ladder[entry.ladder.length - 1]?.target.kind !== 'anyone' ? [finding('pool-without-anyone', `${path}/nativePool`, { entry: name })] : []),
    ];
  };
}

function lintLink({ label: { zh: entry }, kfAccount, kfUrl }: Entry, path: string): Finding[] {
  const found = kfAccount ? [] : [finding('kf-without-account', `${path}/kfAccount`, { entry })];
  if (kfUrl === undefined) found.push(finding('kf-without-link', `${path}/kfUrl`, { entry }));
  else if (!tellsEntry(kfUrl)) found.push(finding('kf-link-without-scene', `${path}/kfUrl`, { entry }));
  return found;
}

/** The first live entry of 微信客服 with each value. */
function firstBy(entries: readonly Entry[], valueOf: (entry: Entry) => string | undefined): ReadonlyMap<string, Entry> {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const value = entry.enabled && entry.channel === 'kf' ? valueOf(entry) : undefined;
    if (value && !first.has(value)) first.set(value, entry);
  }
  return first;
}

const inUse = (agent: Agent | undefined): Agent[] => (agent && !agent.disabled ? [agent] : []);
