import { auditRow, system, type Actor } from './actor';
import type { DeskContext } from './desk-context';

const DAY = 86_400_000;
/** Messages removed in one transaction: others must not wait long for it. */
const AT_ONCE = 1000;
/** A run ends here even if there is more; the next day goes on. */
const MOST_ROUNDS = 1000;

export interface Expired {
  before: number;
  messages: number;
  files: number;
}

/** Removes words older than `retentionDays` of closed conversations, with the files nobody else names. */
export async function expireWords(ctx: DeskContext, actor: Actor = system): Promise<Expired> {
  const before = ctx.now() - ctx.view().config.settings.retentionDays * DAY;
  let messages = 0;
  let files = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const expired = await ctx.records.people.expire(before, AT_ONCE);
    for (const hash of expired.files) await ctx.files.remove(hash);
    messages += expired.messages;
    files += expired.files.length;
    if (expired.messages === 0) break;
  }
  if (messages > 0 || actor !== system) await ctx.records.config.audit(auditRow(ctx, actor, 'expire', 'messages', { before, messages, files }));
  return { before, messages, files };
}

/** For the sweep: once a day over all nodes. */
export async function expireDaily(ctx: DeskContext): Promise<void> {
  if (await ctx.live.once(`expire:${Math.floor(ctx.now() / DAY)}`, 2 * DAY)) await expireWords(ctx);
}
