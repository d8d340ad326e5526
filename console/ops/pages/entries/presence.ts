import type { Agent, Group } from '../../../../shared/config/agent';
import type { Target } from '../../../../shared/config/entry';
import type { Verdict } from '../../../../shared/receipt';
import type { BoardAgent } from '../../api/board';

export type Presence = ReadonlyMap<string, BoardAgent>;
/** Colour of somebody's dot. */
export type Tone = 'here' | 'busy' | 'away';

const yes: readonly Verdict[] = ['available', 'available-above-limit'];
const busy: readonly Verdict[] = ['full', 'away', 'away-accepted', 'unstable', 'paused'];

export const toneOf = (verdict: Verdict): Tone => (yes.includes(verdict) ? 'here' : busy.includes(verdict) ? 'busy' : 'away');
const isHere = (found: BoardAgent | undefined): boolean => found !== undefined && toneOf(found.verdict) === 'here';

/** How many of whom a target means could take a visitor now. */
export function hereOf(target: Target, { agents, groups }: { agents: readonly Agent[]; groups: readonly Group[] }, presence: Presence): { here: number; count: number } {
  const keys = target.kind === 'agent' ? [target.agent]
    : target.kind === 'group' ? (groups.find(({ key }) => key === target.group)?.members ?? []).map(({ agent }) => agent)
      : target.kind === 'anyone' ? agents.map(({ key }) => key) : [];
  return { here: keys.filter((key) => isHere(presence.get(key))).length, count: keys.length };
}

export const toneOfMany = ({ here }: { here: number }): Tone => (here > 0 ? 'here' : 'away');
