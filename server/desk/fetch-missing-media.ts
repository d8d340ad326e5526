import type { MissingMedia } from '../stores/records/conversations';
import type { DeskContext } from './desk-context';
import { keepMedia } from './keep-media';

/** WeChat and WeCom: media sent by people are kept for three days. */
const PLATFORM_KEEPS = 3 * 86_400_000;
/** Until then it is still being fetched by whoever stored the message. */
const SETTLING = 15_000;
const FIRST_WAIT = 30_000;
const MOST_WAIT = 3_600_000;
const IN_TURN = 20;
const SIDE_BY_SIDE = 4;

/**
 * For the sweep: asks again for pictures and files that could not be fetched, less and less often, until the platform has
 * given them up; then the message says so. A slow platform holds up nothing else.
 */
export function createMissingMedia(ctx: DeskContext): () => Promise<void> {
  let underWay = 0;

  async function again({ channel, message }: MissingMedia): Promise<void> {
    const { conversation, seq } = message;
    if (ctx.now() - message.at < PLATFORM_KEEPS) await keepMedia(ctx, channel, conversation, message);
    else if (await ctx.records.conversations.mediaGone(conversation, seq)) ctx.changed(conversation);
  }

  return async () => {
    if (underWay > 0) return;
    const now = ctx.now();
    const missing = await ctx.records.conversations.takeMissingMedia({ now, settledBefore: now - SETTLING, firstWaitMs: FIRST_WAIT, mostWaitMs: MOST_WAIT, limit: IN_TURN });
    underWay = missing.length;
    missing.forEach((one, n) => ctx.background.run(`missing media:${n % SIDE_BY_SIDE}`, 'fetch missing media', async () => {
      try {
        await again(one);
      } finally {
        underWay -= 1;
      }
    }));
  };
}
