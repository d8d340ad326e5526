import type { DeskContext } from './desk-context';
import { assignAndTell } from './follow-decision';

/**
 * Offers the waiting to whoever is there, by priority with ageing, at most `limit` claims; no entry blocks another. Safe
 * to run twice at once: each conversation is claimed once. With nobody online it touches nothing.
 */
export async function drainQueue(ctx: DeskContext, limit: number): Promise<number> {
  const { agents, conversations } = ctx.records;
  const somebody = await agents.leastLoaded(['online', 'away'], 1);
  if (somebody.length === 0) return 0;
  const waiting = await conversations.waiting({ now: ctx.now(), limit: ctx.view().config.settings.drainBatch });
  let claimed = 0;
  for (const one of waiting) {
    if (claimed >= limit) break;
    const conversation = await conversations.get(one.id);
    if (!conversation || conversation.state !== 'waiting') continue;
    const occasion = conversation.waitUntil === undefined ? 'retry' : 'queue';
    const assignment = await assignAndTell(ctx, conversation, 'queue', occasion, `queue:${conversation.id}:${conversation.version}`);
    if (assignment?.decision.kind === 'assigned') claimed += 1;
  }
  return claimed;
}
