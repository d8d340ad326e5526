import type { Waiting } from '../stores/records/conversations';
import type { DeskContext } from './desk-context';
import { assignAndTell } from './follow-decision';

/**
 * Offers the waiting to whoever is there, by priority with ageing, at most `limit` claims; no entry blocks another. Safe
 * to run twice at once: each conversation is claimed once. With nobody there it touches nothing.
 */
export async function drainQueue(ctx: DeskContext, limit: number): Promise<number> {
  const { conversations } = ctx.records;
  if (!(await isAnybodyThere(ctx))) return 0;
  const batch = ctx.view().config.settings.drainBatch;
  const stuck = new Set<string>();
  let claimed = 0;
  let waiting = await conversations.waiting({ now: ctx.now(), limit: batch });
  for (;;) {
    const before = claimed + stuck.size;
    for (const one of waiting) {
      if (claimed >= limit) return claimed;
      const found = await offer(ctx, one);
      if (found === 'claimed') claimed += 1;
      if (found === 'nobody') stuck.add(one.entry);
    }
    // A full batch may hide those of other entries behind those for whom nobody is free.
    if (waiting.length < batch || claimed + stuck.size === before) return claimed;
    const entries = Object.keys(await conversations.waitingCounts()).filter((entry) => !stuck.has(entry));
    waiting = await conversations.waiting({ now: ctx.now(), limit: batch, entries });
  }
}

/** Who receives on a platform of its own may never have chosen a status here. */
async function isAnybodyThere(ctx: DeskContext): Promise<boolean> {
  if ((await ctx.records.agents.leastLoaded(['online', 'away'], 1)).length > 0) return true;
  return ctx.view().nativeAccounts.length > 0 && (await ctx.live.present(1)).length > 0;
}

type Offered = 'claimed' | 'nobody' | 'gone';

/**
 * What is under way with a conversation on this node comes first: it knows why the ladder runs and so what the visitor is to
 * hear. And what tells platforms of changes waits for this, or both would tell of the same one.
 */
async function offer(ctx: DeskContext, { id }: Waiting): Promise<Offered> {
  const offered: Offered[] = [];
  ctx.background.run(id, 'serve from the queue', async () => {
    offered.push(await offerNow(ctx, id));
  });
  await ctx.background.ended(id);
  return offered[0] ?? 'gone';
}

async function offerNow(ctx: DeskContext, id: string): Promise<Offered> {
  const conversation = await ctx.records.conversations.get(id);
  if (!conversation || conversation.state !== 'waiting') return 'gone';
  const occasion = conversation.waitUntil === undefined ? 'retry' : 'queue';
  const assignment = await assignAndTell(ctx, conversation, 'queue', occasion, `queue:${id}:${conversation.version}`);
  if (assignment?.decision.kind === 'moved') return 'gone';
  return assignment?.decision.kind === 'assigned' ? 'claimed' : 'nobody';
}
