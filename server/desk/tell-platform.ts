import type { Conversation } from '../../shared/conversation';
import type { Appointed, Seat } from '../channels/channel';
import type { KeptSeat } from '../stores/records/native';
import { appoint, seatWith } from './appoint';
import type { DeskContext } from './desk-context';
import { keepSeat, nothingToTell } from './keep-seat';
import { tellOfMove } from './tell-of-move';

/**
 * Tells a platform whose agents answer in its own client where a conversation is to stand, if it does not stand there yet.
 * Safe at any time and twice. What is answered `later`, `unknown` or `elsewhere` stays to be told.
 */
export async function tellPlatform(ctx: DeskContext, conversation: Conversation): Promise<Appointed> {
  const channel = ctx.channels[conversation.channel];
  if (!channel?.appoint) return { kind: 'sent' };
  const seat = await ctx.records.native.seat(conversation.id);
  const to = (await isSucceeded(ctx, conversation)) ? undefined : wanted(ctx, conversation, seat);
  if (to === 'no-address') return { kind: 'refused', why: to };
  if (to === undefined) {
    await nothingToTell(ctx, conversation);
    return { kind: 'sent' };
  }
  const appointed = await appoint(ctx, conversation, to);
  if (appointed.kind === 'sent') {
    if (channel.native && to.at === 'agent' && seat?.at === 'agent' && seat.agent !== undefined) await tellOfMove(ctx, conversation, seat.agent);
    const notice = appointed.notice ?? stillGood(ctx, seat, to);
    await keepSeat(ctx, conversation, to, { ...(notice !== undefined && { notice }) });
  }
  else if (appointed.kind !== 'refused') ctx.log.warn({ conversation: conversation.id, why: 'why' in appointed ? appointed.why : appointed.session.at }, 'the platform does not know yet where a conversation is to stand');
  return appointed;
}

/** A closed conversation's session belongs to the next one of the same visitor there, if there is one. */
async function isSucceeded(ctx: DeskContext, { id, state, visitor, channel, account }: Conversation): Promise<boolean> {
  if (state !== 'closed') return false;
  const open = await ctx.records.conversations.openOf(visitor, channel, account);
  return open !== undefined && open.id !== id;
}

/** Where a change gives no code, the one of the entering may do, or one of the same state. WeCom: any other must be used in its own. */
function stillGood(ctx: DeskContext, seat: KeptSeat | undefined, to: Seat): KeptSeat['notice'] {
  if (!seat?.notice || seat.notice.until <= ctx.now()) return undefined;
  return seat.at === to.at || seat.at === 'nobody' || seat.at === 'desk' ? seat.notice : undefined;
}

/** Undefined: where it is is right, or cannot be changed from there. */
function wanted(ctx: DeskContext, conversation: Conversation, seat: KeptSeat | undefined): Seat | undefined | 'no-address' {
  switch (conversation.state) {
    case 'assigned': {
      const to = conversation.agent === undefined ? undefined : seatWith(ctx, conversation.agent);
      if (!to || to.at !== 'agent') return 'no-address';
      return seat?.at === 'agent' && seat.agent === to.agent ? undefined : to;
    }
    case 'waiting': {
      // WeCom: nothing can be moved before the visitor's first word, and from an agent only to another agent or to an end.
      if (conversation.lastVisitorAt === undefined || seat?.at === 'agent' || seat?.at === 'pool') return undefined;
      const to: Seat = { at: fallsToPool(ctx, conversation) ? 'pool' : 'desk' };
      return seat?.at === to.at ? undefined : to;
    }
    case 'left':
      if (seat?.at === 'agent') return { at: 'nobody' };
      return seat?.at === 'desk' || seat?.at === 'nobody' || seat?.at === 'pool' ? undefined : { at: 'desk' };
    case 'closed':
      return seat?.at === 'agent' ? { at: 'nobody' } : undefined;
  }
}

/** The platform's own queue is for entries that end with anyone and opted in. */
function fallsToPool(ctx: DeskContext, conversation: Conversation): boolean {
  const entry = ctx.view().entryOf(conversation);
  return entry?.nativePool === true && entry.ladder[entry.ladder.length - 1]?.target.kind === 'anyone';
}
