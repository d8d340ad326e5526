import type { Entry, Step, Target } from '../../shared/config/entry';
import type { VisitorFacts } from '../../shared/visitor-facts';

/** The ladder that holds for a visitor; `variant` is its index when the facts chose another than the entry's own. */
export interface ChosenLadder {
  ladder: readonly Step[];
  priority: number;
  variant?: number;
}

type When = Entry['variants'][number]['when'];

function holds(when: When, facts: VisitorFacts): boolean {
  if (when.level !== undefined && when.level !== facts.level) return false;
  if (when.tag !== undefined && !(facts.tags ?? []).includes(when.tag)) return false;
  return when.hasOwner === undefined || when.hasOwner === (facts.ownerAgent !== undefined);
}

/** The first variant whose facts all hold, else the entry's own ladder; with the priority (0–9) in the queue. */
export function chooseLadder(entry: Entry, facts: VisitorFacts): ChosenLadder {
  const variant = entry.variants.findIndex((v) => holds(v.when, facts));
  const chosen = entry.variants[variant];
  if (!chosen) return { ladder: entry.ladder, priority: entry.priority };
  return { ladder: chosen.ladder, priority: chosen.priority ?? entry.priority, variant };
}

/** The one agent a target names for this visitor; undefined for a group, anyone, or a visitor without an owner. */
export function namedAgent(target: Target, facts: VisitorFacts): string | undefined {
  if (target.kind === 'agent') return target.agent;
  return target.kind === 'owner' ? facts.ownerAgent : undefined;
}

/** Whether a target means one person, even when the visitor's facts leave open who. */
export function namesOne(target: Target): boolean {
  return target.kind === 'agent' || target.kind === 'owner';
}

/**
 * The person the visitor asks for by this entry: whom its first step names. A step for an owner he does not
 * have is passed over; a ladder that begins with a group or anyone designates nobody.
 */
export function designatedAgent(ladder: readonly Step[], facts: VisitorFacts): string | undefined {
  for (const { target } of ladder) {
    const named = namedAgent(target, facts);
    if (named !== undefined || target.kind !== 'owner') return named;
  }
  return undefined;
}
