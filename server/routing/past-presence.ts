import type { CandidateVerdict, Receipt } from '../../shared/receipt';
import type { Candidate } from './question';

/** Who was there at a past tap, as its receipt tells: what a candidate is, less what the configuration says of him. */
export type Presence = Pick<Candidate, 'status' | 'statusSince' | 'paused' | 'lease' | 'load'>;

/** Somebody of whom nothing is known, taken as there and free, or as not there. */
export const there: Presence = { status: 'online', lease: 'live', load: 0 };
export const notThere: Presence = { status: 'offline', lease: 'none', load: 0 };

function presenceOf({ verdict, load = 0, since }: CandidateVerdict): Presence | undefined {
  const online: Presence = { status: 'online', lease: 'live', load };
  switch (verdict) {
    case 'available':
    case 'available-above-limit':
    case 'full':
    case 'off-shift':
    case 'refused-by-platform':
    case 'lost-race':
      return online;
    case 'away':
    case 'away-accepted':
      return { ...online, status: 'away' };
    case 'offline':
      return { ...notThere, load, ...(since === undefined ? {} : { statusSince: since }) };
    case 'paused':
      return { ...online, paused: { reason: '', since: since ?? 0 } };
    case 'unknown-status':
      return { ...online, status: '' };
    case 'no-lease':
      return { ...online, lease: 'none' };
    case 'unstable':
      return { ...online, lease: 'unstable' };
    // These were judged before anyone looked whether he is there.
    case 'missed':
    case 'excluded':
    case 'disabled':
    case 'unknown-agent':
    case 'outside-hours':
      return undefined;
  }
}

/** What a receipt tells of each agent; those it does not mention, or mentions for other reasons, are not in it. */
export function pastPresence(receipt: Receipt): Map<string, Presence> {
  const known = new Map<string, Presence>();
  for (const { verdicts } of receipt.steps) {
    for (const found of verdicts) {
      const presence = presenceOf(found);
      if (presence) known.set(found.agent, presence);
    }
  }
  return known;
}

/** Agents a past tap had ruled out, or that the platform would not take. */
export function pastVerdicts(receipt: Receipt, ...wanted: CandidateVerdict['verdict'][]): string[] {
  const found = receipt.steps.flatMap(({ verdicts }) => verdicts.filter((v) => wanted.includes(v.verdict)).map((v) => v.agent));
  return [...new Set(found)];
}
