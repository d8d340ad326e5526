import type { Agent } from '../../shared/config/agent';
import type { DeskConfig } from '../../shared/config/desk-config';
import { shortText } from '../../shared/short-text';
import { userKey } from '../../shared/wecom-userid';
import type { ListedMember, Standing } from '../agent-channels/directory';
import { agentList } from './config-lists';
import { keyForUserid } from './sync-agents-key';

/** What bringing the agents in line with the platform's people would do to the draft. */
export interface SyncPlan {
  added: { key: string; name: string; userid: string }[];
  renamed: { key: string; userid: string; before: string; after: string }[];
  disabled: { key: string; name: string; userid: string; why: Exclude<Standing, 'there'> }[];
  /** Agents with a userid who stay as they are. */
  unchanged: number;
}

export interface Seen {
  members: readonly ListedMember[];
  /** Of agents' userids the list does not name. */
  standings: ReadonlyMap<string, Standing>;
}

const LONGEST_NAME = 40;

/** Agents of the draft who answer in WeCom and whom these members do not name. */
export function unnamedAgents({ agents }: Pick<DeskConfig, 'agents'>, members: readonly ListedMember[]): string[] {
  const named = new Set(members.map(({ address }) => userKey(address)));
  return [...new Set(working(agents).map(({ userid }) => userid))].filter((userid) => !named.has(userKey(userid)));
}

/**
 * Who is missing is added, whoever WeCom calls otherwise is renamed, whoever left or is out of sight is disabled. Agents without a
 * userid and those switched off by ops are left alone; a name that is withheld renames nobody.
 */
export function planSync(config: DeskConfig, { members, standings }: Seen, idFor: (key: string) => string, known: Iterable<string>): SyncPlan {
  const names = new Map(members.map(({ address, name }) => [userKey(address), name]));
  const plan: SyncPlan = { added: [], renamed: [], disabled: [], unchanged: 0 };
  for (const { agent, userid } of working(config.agents)) {
    const standing = names.has(userKey(userid)) ? 'there' : (standings.get(userid) ?? 'there');
    const name = fitting(names.get(userKey(userid)));
    if (standing !== 'there') plan.disabled.push({ key: agent.key, name: agent.name, userid, why: standing });
    else if (name !== undefined && name !== agent.name) plan.renamed.push({ key: agent.key, userid, before: agent.name, after: name });
    else plan.unchanged += 1;
  }

  const bound = new Set(config.agents.flatMap(({ wecomUserId }) => (wecomUserId === undefined ? [] : [userKey(wecomUserId)])));
  const taken = new Set([...config.agents.map(({ key }) => key), ...known]);
  for (const { address, name } of [...members].sort((a, b) => (a.address < b.address ? -1 : 1))) {
    if (bound.has(userKey(address))) continue;
    const key = keyForUserid(address, taken, idFor);
    const added = { key, name: fitting(name) ?? shortText(address, LONGEST_NAME), userid: address };
    if (!agentList.check(agentOf(added)).ok) continue;
    taken.add(key);
    bound.add(userKey(address));
    plan.added.push(added);
  }
  return plan;
}

/** The agents as they are to be; those in `skip` stay as they are, or away. */
export function followPlan(agents: readonly Agent[], plan: SyncPlan, skip: ReadonlySet<string>): Agent[] {
  const renamed = new Map(plan.renamed.map(({ key, after }) => [key, after]));
  const disabled = new Set(plan.disabled.map(({ key }) => key));
  const kept = agents.map((agent) => {
    if (skip.has(agent.key)) return agent;
    const name = renamed.get(agent.key);
    return disabled.has(agent.key) ? { ...agent, disabled: true } : name === undefined ? agent : { ...agent, name };
  });
  return [...kept, ...plan.added.filter(({ key }) => !skip.has(key)).map(agentOf)];
}

const agentOf = ({ key, name, userid }: SyncPlan['added'][number]): Agent => ({ key, name, wecomUserId: userid, disabled: false });

const working = (agents: readonly Agent[]): { agent: Agent; userid: string }[] =>
  agents.flatMap((agent) => (agent.disabled || agent.wecomUserId === undefined ? [] : [{ agent, userid: agent.wecomUserId }]));

function fitting(name: string | undefined): string | undefined {
  const short = shortText(name?.trim() ?? '', LONGEST_NAME);
  return short !== '' && agentList.check({ key: 'a', name: short, disabled: false }).ok ? short : undefined;
}
