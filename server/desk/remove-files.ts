import type { DeskContext } from './desk-context';

/** A node that has not removed them by then has died, and another does it. */
const LEASE = 60_000;
const AT_ONCE = 100;

/** Removes the bytes nobody needs any more. One that cannot be removed now waits for a later sweep and holds up no other. */
export async function removeFiles(ctx: DeskContext): Promise<void> {
  for (;;) {
    const files = await ctx.records.files.takeRemovals({ now: ctx.now(), leaseMs: LEASE, limit: AT_ONCE });
    const gone: string[] = [];
    const failures: unknown[] = [];
    for (const file of files) {
      await ctx.files.remove(file).then(() => gone.push(file), (error: unknown) => failures.push(error));
    }
    await ctx.records.files.removed(gone);
    if (failures.length > 0) ctx.log.error({ err: failures[0], failed: failures.length }, 'bytes could not be removed; a later sweep tries again');
    if (files.length < AT_ONCE) return;
  }
}

/** The same for who has done what was asked for already: it does not fail with it, and what fails here is left to a sweep. */
export async function tryRemovingFiles(ctx: DeskContext): Promise<void> {
  await removeFiles(ctx).catch((error: unknown) => ctx.log.error({ err: error }, 'bytes nobody needs were not removed; a later sweep tries again'));
}
