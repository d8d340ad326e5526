import type { DeskContext } from './desk-context';

/** A node that has not removed them by then has died, and another does it. */
const LEASE = 60_000;
const AT_ONCE = 100;

/** Removes the bytes nobody needs any more; what cannot be removed now waits for a later sweep. */
export async function removeFiles(ctx: DeskContext): Promise<void> {
  for (;;) {
    const files = await ctx.records.files.takeRemovals({ now: ctx.now(), leaseMs: LEASE, limit: AT_ONCE });
    for (const file of files) await ctx.files.remove(file);
    await ctx.records.files.removed(files);
    if (files.length < AT_ONCE) return;
  }
}
