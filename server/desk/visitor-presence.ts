import type { DeskContext } from './desk-context';
import { createGathering } from './gathering';

/** In one write. */
const MOST = 500;

/** Which visitors have a socket open on this node: the records are told when that changes, and again before they would forget it. */
export interface VisitorPresence {
  /** His first socket here was opened. */
  came(visitor: string): void;
  /** His last one was closed. */
  went(visitor: string): void;
  /** To be called several times within half of `times.visitorAway`. */
  renew(): void;
}

export function createVisitorPresence(ctx: DeskContext): VisitorPresence {
  const here = new Set<string>();
  /** Until when this node has last said that somebody is here (ms since 1970). */
  let saidUntil = 0;

  const tell = createGathering<true>(ctx.background, 'say who is on our page', () => true, async (changed) => {
    const visitors = [...changed.keys()];
    for (let at = 0; at < visitors.length; at += MOST) await say(visitors.slice(at, at + MOST));
  });

  async function say(visitors: string[]): Promise<void> {
    const now = ctx.now();
    const { visitorAway } = ctx.times;
    const present = visitors.filter((visitor) => here.has(visitor));
    const gone = visitors.filter((visitor) => !here.has(visitor));
    if (gone.length > 0) await ctx.records.visits.left(gone, { now, saidUntil, lookAt: now + visitorAway });
    saidUntil = Math.max(saidUntil, now + Math.ceil(visitorAway / 2));
    if (present.length > 0) await ctx.records.visits.here(present, now, saidUntil);
  }

  return {
    came(visitor) {
      here.add(visitor);
      tell(visitor, true);
    },
    went(visitor) {
      here.delete(visitor);
      tell(visitor, true);
    },
    renew() {
      for (const visitor of here) tell(visitor, true);
    },
  };
}
