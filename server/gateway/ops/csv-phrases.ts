import type { Group } from '../../../shared/config/agent';
import type { Entry, Step } from '../../../shared/config/entry';

/**
 * Nested values as one cell that people can read and write:
 * members `li; wang*3` (key, weight); ladder `agent:li ring=60; group:all ring=30 away over-limit; anyone ring=0`;
 * overflow `queue 600` or `leave-message`. What cannot be read is passed on as it is, and the schema refuses it.
 */
export const writeMembers = (members: Group['members']): string =>
  members.map(({ agent, weight }) => (weight === undefined ? agent : `${agent}*${weight}`)).join('; ');

export const readMembers = (cell: string): unknown[] => partsOf(cell).map((part) => {
  const [agent, weight] = part.split('*', 2);
  return { agent, ...(weight !== undefined && { weight: Number(weight) }) };
});

export const writeLadder = (ladder: readonly Step[]): string => ladder.map(({ target, ringSeconds, acceptAway, respectCapacity }) => {
  const name = target.kind === 'agent' ? `agent:${target.agent}` : target.kind === 'group' ? `group:${target.group}` : target.kind;
  return [name, `ring=${ringSeconds}`, ...(acceptAway ? ['away'] : []), ...(respectCapacity ? [] : ['over-limit'])].join(' ');
}).join('; ');

export const readLadder = (cell: string): unknown[] => partsOf(cell).map((part) => {
  const [name = '', ...terms] = part.split(/\s+/);
  const known = terms.every((term) => /^(ring=\d+|away|over-limit)$/.test(term));
  if (!known) return part;
  const ring = terms.find((term) => term.startsWith('ring='));
  return {
    target: targetOf(name), acceptAway: terms.includes('away'), respectCapacity: !terms.includes('over-limit'),
    ...(ring !== undefined && { ringSeconds: Number(ring.slice(5)) }),
  };
});

function targetOf(name: string): unknown {
  const [kind, key] = name.split(':', 2);
  if (kind === 'agent') return { kind, agent: key };
  if (kind === 'group') return { kind, group: key };
  return { kind: name };
}

export const writeOverflow = (overflow: Entry['overflow']): string => (overflow.kind === 'queue' ? `queue ${overflow.maxWaitSeconds}` : overflow.kind);

export function readOverflow(cell: string): unknown {
  const [kind, seconds] = cell.trim().split(/\s+/, 2);
  return { kind, ...(seconds !== undefined && { maxWaitSeconds: Number(seconds) }) };
}

const partsOf = (cell: string): string[] => cell.split(';').map((part) => part.trim()).filter((part) => part !== '');
