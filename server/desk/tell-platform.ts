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
  const to = wanted(ctx, conversation, seat);
  if (to === 'no-address') return { kind: 'refused', why: to };
  if (to === undefined) {
    await nothingToTell(ctx, conversation);
    return { kind: 'sent' };
  }
  const appointed = await appoint(ctx, conversation, to);
  if (appointed.kind === 'sent') {
    // Where this change gives no code, one that the entering gave may still be good.
    const notice = appointed.notice ?? (seat?.notice && seat.notice.until > ctx.now() ? seat.notice : undefined);
    await keepSeat(ctx, conversation, to, { ...(notice !== undefined && { notice }) });
    if (channel.native && to.at === 'agent' && seat?.at === 'agent' && seat.agent !== undefined) await tellOfMove(ctx, conversation, seat.agent);
  }
  else if (appointed.kind !== 'refused') ctx.log.warn({ conversation: conversation.id, why: 'why' in appointed ? appointed.why : appointed.session.at }, 'the platform does not know yet where a conversation is to stand');
  return appointed;
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
