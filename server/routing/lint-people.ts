import type { DeskConfig } from '../../shared/config/desk-config';
import { userKey } from '../../shared/wecom-userid';
import { finding, type Finding } from './lint-words';

/** What is wrong with agents, groups and keys, whoever uses them. */
export function lintPeople(config: DeskConfig): Finding[] {
  return [
    ...(['sites', 'hours', 'agents', 'groups', 'entries'] as const).flatMap((list) => lintKeys(config[list], `/${list}`)),
    ...lintAgents(config),
    ...lintGroups(config),
  ];
}

function lintKeys(items: readonly { key: string }[], path: string): Finding[] {
  const seen = new Set<string>();
  return items.flatMap(({ key }, i) => {
    if (seen.has(key)) return [finding('duplicate-key', `${path}/${i}/key`, { key })];
    seen.add(key);
    return [];
  });
}

function lintAgents({ agents, hours }: DeskConfig): Finding[] {
  const shifts = new Set(hours.map((h) => h.key));
  const users = new Set<string>();
  return agents.flatMap(({ name, shift, wecomUserId }, i) => {
    const found: Finding[] = [];
    if (shift !== undefined && !shifts.has(shift)) found.push(finding('unknown-shift', `/agents/${i}/shift`, { agent: name, hours: shift }));
    if (wecomUserId === undefined) return found;
    const user = userKey(wecomUserId);
    if (users.has(user)) found.push(finding('duplicate-wecom-user', `/agents/${i}/wecomUserId`, { user: wecomUserId }));
    users.add(user);
    return found;
  });
}

function lintGroups({ agents, groups }: DeskConfig): Finding[] {
  const nameOf = new Map(agents.map((a) => [a.key, a.name]));
  return groups.flatMap((group, i) => {
    const seen = new Set<string>();
    return group.members.flatMap(({ agent }, j) => {
      const path = `/groups/${i}/members/${j}`;
      const name = nameOf.get(agent);
      if (name === undefined) return [finding('unknown-member', path, { group: group.name, agent })];
      if (seen.has(agent)) return [finding('duplicate-member', path, { group: group.name, agent: name })];
      seen.add(agent);
      return [];
    });
  });
}
