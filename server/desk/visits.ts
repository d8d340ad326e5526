import type { DeskContext } from './desk-context';
import { createRecent } from './recent';

/** Who comes again within this time (ms) is still on the same visit. */
const AGAIN = 1_800_000;
const MOST = 20_000;

/** Keeps when visitors came and from which region; nobody waits for it. */
export function createVisits(ctx: DeskContext): { came(visitor: string, address: string): void } {
  const known = createRecent<string, number>(MOST);
  return {
    came(visitor, address) {
      const now = ctx.now();
      const before = known.get(visitor);
      if (before !== undefined && now - before < AGAIN) return;
      known.set(visitor, now);
      ctx.background.run(`visit:${visitor}`, 'keep when a visitor came', async () => {
        const region = ctx.regionOf?.(address);
        await ctx.records.visits.begin({ visitor, now, againMs: AGAIN, ...(region !== undefined && { region }) });
      });
    },
  };
}
