import { auditRow, system, type Actor } from './actor';
import type { DeskContext } from './desk-context';
import { tryRemovingFiles } from './remove-files';

const DAY = 86_400_000;
/** WeCom repeats what is up to 3 days old; what it told before that need not be known any more. */
const REPEATED = 7 * DAY;
/** Messages removed in one transaction: others must not wait long for it. */
const AT_ONCE = 1000;
/** A run ends here even if there is more; the next day goes on. */
const MOST_ROUNDS = 1000;

export interface Expired {
  before: number;
  messages: number;
  files: number;
}

/**
 * Removes words older than `retentionDays` of closed conversations, with the files nobody else needs. One audit a run, which
 * grows with what is removed; what a person starts is audited even if there is nothing to remove.
 */
export async function expireWords(ctx: DeskContext, actor: Actor = system): Promise<Expired> {
  const before = ctx.now() - ctx.view().config.settings.retentionDays * DAY;
  let messages = 0;
  let files = 0;
  const row = auditRow(ctx, actor, 'expire', 'messages', { before, messages, files });
  if (actor !== system) await ctx.records.config.audit(row);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const expired = await ctx.records.people.expire(before, AT_ONCE, { row, messages, files });
    messages += expired.messages;
    files += expired.files.length;
    if (expired.messages === 0) break;
  }
  await tryRemovingFiles(ctx);
  return { before, messages, files };
}

/** For the sweep: once a day over all nodes. */
export async function expireDaily(ctx: DeskContext): Promise<void> {
  if (!(await ctx.live.once(`expire:${Math.floor(ctx.now() / DAY)}`, 2 * DAY))) return;
  await expireWords(ctx);
  await ctx.records.native.forget(ctx.now() - REPEATED);
}
