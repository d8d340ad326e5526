import type { Conversation } from '../../shared/conversation';
import type { Overdue } from '../stores/records/overdue';
import { expireTransfer } from './ask-transfer';
import { close } from './close';
import type { DeskContext } from './desk-context';
import { assignAndTell } from './follow-decision';
import { keepAsLeft } from './keep-as-left';
import { moveOn } from './move-on';
import { say, worded } from './say';
import { tellPlatform } from './tell-platform';

const BATCH = 100;
const HOUR = 3_600_000;

/** Acts on everything whose time is up: rings, silences, waits, transfer requests. Each acts once, whichever node comes first. */
export async function recover(ctx: DeskContext): Promise<number> {
  const tried = new Set<string>();
  for (;;) {
    const overdue = await ctx.records.conversations.overdue(ctx.now(), unansweredMs(ctx), BATCH);
    const fresh = overdue.filter((one) => !tried.has(`${one.why} ${one.conversation.id}`));
    for (const one of fresh) {
      tried.add(`${one.why} ${one.conversation.id}`);
      try {
        await act(ctx, one);
      } catch (error) {
        ctx.log.error({ err: error, conversation: one.conversation.id, why: one.why }, 'could not act on an overdue conversation');
      }
    }
    if (overdue.length < BATCH || fresh.length === 0) return tried.size;
  }
}

const unansweredMs = (ctx: DeskContext): number => ctx.view().config.settings.unansweredHours * HOUR;

async function act(ctx: DeskContext, { conversation, why }: Overdue): Promise<void> {
  switch (why) {
    case 'unrouted': {
      const assigned = await assignAndTell(ctx, conversation, 'wrote', 'wrote', `unrouted:${conversation.id}:${conversation.version}`);
      if (!assigned) await keepAsLeft(ctx, ctx.view(), undefined, conversation, 'wrote');
      return;
    }
    case 'ring':
      return void (await moveOn(ctx, conversation, 'missed-ring', { why, unansweredMs: unansweredMs(ctx) }));
    case 'silent':
    case 'idle':
    case 'unanswered':
      await close(ctx, {
        conversation: conversation.id, version: conversation.version, seq: conversation.seq, reason: why,
        onlyIf: { why, unansweredMs: unansweredMs(ctx) }, ...(why === 'idle' && { words: 'closedIdle' }),
      });
      return;
    case 'wait':
      return giveUpWaiting(ctx, conversation);
    case 'transfer':
      return expireTransfer(ctx, conversation.id);
  }
}

/** The longest wait is over: his words become a left message. Who wrote nothing goes by silence, not by this. */
async function giveUpWaiting(ctx: DeskContext, conversation: Conversation): Promise<void> {
  const view = ctx.view();
  const entry = view.entryOf(conversation);
  const left = await keepAsLeft(ctx, view, entry, conversation, 'waited-out');
  if (!left) return;
  // What he is told may need the code that ending it on the platform gives.
  await tellPlatform(ctx, left);
  await say(ctx, left, worded(ctx, 'leftAfterWait', { entry: entry?.label.zh }), `waited-out:${conversation.id}:${conversation.version}`);
}
