import type { Agent } from '../../../../shared/config/agent';
import { userKey } from '../../../../shared/wecom-userid';
import { freeKey } from '../../draft/free-key';

/** An agent as the form holds him: every field there, empty when not filled in. */
export interface AgentForm {
  key: string;
  name: string;
  avatar: string;
  wecomUserId: string;
  capacity: number | undefined;
  shift: string;
  disabled: boolean;
}

export const formOf = (agent: Agent | undefined, taken: readonly string[]): AgentForm => ({
  key: agent?.key ?? freeKey('agent', taken), name: agent?.name ?? '', avatar: agent?.avatar ?? '', wecomUserId: agent?.wecomUserId ?? '',
  capacity: agent?.capacity, shift: agent?.shift ?? '', disabled: agent?.disabled ?? false,
});

/** What is sent: fields left empty are absent. */
export function agentOf({ key, name, avatar, wecomUserId, capacity, shift, disabled }: AgentForm): Agent {
  const text = (value: string): string | undefined => value.trim() || undefined;
  const [portrait, user, hours] = [text(avatar), text(wecomUserId), text(shift)];
  return {
    key: key.trim(), name: name.trim(), disabled,
    ...(portrait !== undefined && { avatar: portrait }), ...(user !== undefined && { wecomUserId: user }),
    ...(typeof capacity === 'number' && { capacity }), ...(hours !== undefined && { shift: hours }),
  };
}

/** Who else has this WeCom user; WeCom takes userids in either case. */
export const sharesUser = (agent: Agent, all: readonly Agent[]): Agent | undefined =>
  agent.wecomUserId === undefined ? undefined : all.find(({ key, wecomUserId }) => key !== agent.key && wecomUserId !== undefined && userKey(wecomUserId) === userKey(agent.wecomUserId ?? ''));

/** Those whose name, key or WeCom user holds the words; all of them without words. */
export function findAgents(agents: readonly Agent[], query: string): readonly Agent[] {
  const wanted = query.trim().toLowerCase();
  return wanted === '' ? agents : agents.filter(({ key, name, wecomUserId = '' }) => [key, name, wecomUserId].some((text) => text.toLowerCase().includes(wanted)));
}
