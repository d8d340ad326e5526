import type { Step } from '../../shared/config/entry';
import type { Verdict } from '../../shared/receipt';
import { isOpen } from '../../shared/calendar/hours';
import type { Candidate } from './question';

/** The terms under which a step looks at one candidate. */
export interface Terms {
  now: number;
  step: Step;
  /** The limit that holds for him here; absent: none. */
  limit?: number;
  load: number;
  excluded?: Verdict;
}

/** A candidate's standing in a step. `hoursUnknown`: his shift cannot be computed and counts as begun. */
export interface Standing {
  verdict: Verdict;
  since?: number;
  code?: string;
  hoursUnknown?: boolean;
}

/** The code of a `no-lease` where somebody does not receive on the platform. */
export const NOT_RECEIVING = 'not-receiving';

const yes: readonly Verdict[] = ['available', 'away-accepted', 'available-above-limit'];

/** Whether a verdict lets a candidate be offered the conversation. */
export function isYes(verdict: Verdict): boolean {
  return yes.includes(verdict);
}

/** How good a yes is: someone at his desk with a free seat is asked before someone away, and he before someone full. */
export function rank(verdict: Verdict): number {
  return yes.indexOf(verdict);
}

function since(verdict: Verdict, at: number | undefined): Standing {
  return at === undefined ? { verdict } : { verdict, since: at };
}

/** What stands against him before limits are looked at; only allow-listed statuses pass, so a new one is never available. */
function absence(candidate: Candidate, step: Step): Standing | undefined {
  if (candidate.paused) return since('paused', candidate.paused.since);
  if (candidate.status === 'offline') return since('offline', candidate.statusSince);
  if (candidate.status === 'away' && !step.acceptAway) return since('away', candidate.statusSince);
  if (candidate.status !== 'online' && candidate.status !== 'away') return since('unknown-status', candidate.statusSince);
  if (candidate.lease === 'unstable') return { verdict: 'unstable' };
  if (candidate.lease !== 'live') return candidate.natively ? { verdict: 'no-lease', code: NOT_RECEIVING } : { verdict: 'no-lease' };
  return undefined;
}

/** A limit of 0 takes nobody, even where the step does not respect limits: it says that he is not to be asked. */
function bySeat(candidate: Candidate, { step, limit, load }: Terms): Verdict {
  const full = limit !== undefined && load >= limit;
  if (full && (step.respectCapacity || limit === 0)) return 'full';
  if (full) return 'available-above-limit';
  return candidate.status === 'away' ? 'away-accepted' : 'available';
}

function shiftAt({ agent, shift }: Candidate, now: number): boolean | 'unknown' {
  if (shift) return isOpen(shift, now);
  return agent?.shift === undefined ? true : 'unknown';
}

/** Judges one candidate of one step: the first reason against him, else which yes. */
export function standing(candidate: Candidate, terms: Terms): Standing {
  if (!candidate.agent) return { verdict: 'unknown-agent' };
  if (candidate.agent.disabled) return { verdict: 'disabled' };
  if (terms.excluded) return { verdict: terms.excluded };
  const absent = absence(candidate, terms.step);
  if (absent) return absent;
  const onShift = shiftAt(candidate, terms.now);
  if (onShift === false) return { verdict: 'off-shift' };
  const verdict = bySeat(candidate, terms);
  return onShift === 'unknown' ? { verdict, hoursUnknown: true } : { verdict };
}
