import type { Group, Strategy } from '../../../../shared/config/agent';
import { freeKey } from '../../draft/free-key';

/** A group as the form holds it: every field there, empty when not filled in. */
export interface GroupForm {
  key: string;
  name: string;
  strategy: Strategy;
  members: { agent: string; weight: number | undefined }[];
  capacity: number | undefined;
}

export const strategies = ['least-busy', 'in-turn', 'longest-idle', 'as-listed', 'weighted'] as const satisfies readonly Strategy[];

/** Names in the page's texts: what a strategy is called, and what it means. */
export const strategyWords = {
  'least-busy': { name: 'leastBusy', about: 'leastBusyAbout' }, 'in-turn': { name: 'inTurn', about: 'inTurnAbout' }, 'longest-idle': { name: 'longestIdle', about: 'longestIdleAbout' },
  'as-listed': { name: 'asListed', about: 'asListedAbout' }, 'weighted': { name: 'weighted', about: 'weightedAbout' },
} as const satisfies Readonly<Record<Strategy, { name: string; about: string }>>;

export const formOf = (group: Group | undefined, taken: readonly string[]): GroupForm => ({
  key: group?.key ?? freeKey('group', taken), name: group?.name ?? '', strategy: group?.strategy ?? 'least-busy',
  members: (group?.members ?? []).map(({ agent, weight }) => ({ agent, weight })), capacity: group?.capacity,
});

/** What is sent. Shares are kept for when the strategy is chosen again; without one a member counts once. */
export const groupOf = ({ key, name, strategy, members, capacity }: GroupForm): Group => ({
  key: key.trim(), name: name.trim(), strategy,
  members: members.map(({ agent, weight }) => ({ agent, ...(typeof weight === 'number' && { weight }) })),
  ...(typeof capacity === 'number' && { capacity }),
});
