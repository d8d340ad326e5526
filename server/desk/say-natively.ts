import type { Conversation } from '../../shared/conversation';
import type { Outcome } from '../../shared/outcome';
import type { Channel } from '../channels/channel';
import type { DeskContext } from './desk-context';

/** We may send by ourselves only while the platform leaves the conversation to us. */
const OURS = ['new', 'desk'];

/**
 * Says something nobody typed where agents answer in the platform's own client: by a code a change of the session gave, else,
 * while the conversation is ours, as an ordinary message. When neither is possible he does not hear it.
 */
export async function sayNatively(ctx: DeskContext, channel: Channel, conversation: Conversation, text: string, key: string): Promise<void> {
  const seat = await ctx.records.native.seat(conversation.id);
  const notice = seat?.notice !== undefined && seat.notice.until > ctx.now() ? seat.notice : undefined;
  const isOurs = (seat === undefined || OURS.includes(seat.at)) && conversation.state !== 'assigned' && conversation.lastVisitorAt !== undefined;
  const byUs = isOurs && !notice;
  // What cannot be said is not written down either: the transcript is what he heard.
  if (!notice && !isOurs) return;
  const body = { kind: 'text' as const, text };
  const said = await ctx.records.conversations.reply({
    key: `system:${key}`, conversation: conversation.id, from: 'system', newMessage: ctx.newId(), body, now: ctx.now(),
    deliveries: byUs ? [{ id: ctx.newId(), target: { to: 'visitor', seq: 0 }, parts: channel.parts(body), system: true }] : [],
  });
  // A code works once, so a second attempt after a crash harms nobody; what was decided otherwise meanwhile is not said by it.
  const stands = said.kind === 'stored' || (said.kind === 'duplicate' && said.message.body.kind === 'text' && said.message.body.text === text);
  const outcome = notice && stands ? await useNotice(ctx, channel, conversation.id, notice.code, text) : undefined;
  if (said.kind !== 'stored') return;
  // Nobody has tried this code before, so what is refused was not said.
  if (isOurs && outcome?.kind === 'refused') {
    const delivery = { id: ctx.newId(), conversation: conversation.id, target: { to: 'visitor' as const, seq: said.message.seq }, parts: channel.parts(body), system: true };
    await ctx.records.outbox.add([delivery], ctx.now());
  }
  if (isOurs) ctx.wakeOutbox();
  ctx.changed(conversation.id);
}

async function useNotice(ctx: DeskContext, channel: Channel, conversation: string, code: string, text: string): Promise<Outcome | undefined> {
  const outcome = await channel.native?.notice(code, text);
  if (outcome && outcome.kind !== 'sent') ctx.log.warn({ conversation, why: outcome.why }, 'a notice to the visitor was not taken');
  const seat = await ctx.records.native.seat(conversation);
  if (seat?.notice?.code !== code) return outcome;
  const { notice: _, ...without } = seat;
  await ctx.records.native.seated({ conversation, version: 0, seat: without });
  return outcome;
}
