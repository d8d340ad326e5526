import type { Outcome } from '../../shared/outcome';
import type { Piece } from '../agent-channels/agent-channel';
import type { News, TakenDelivery } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';
import { refreshCards } from './refresh-cards';
import { prepare } from './nothing-sent';
import { wordNews } from './word-news';

/** Waits this long for a slot when the member has had his messages of this minute; what follows is merged meanwhile. */
const SLOT_WAIT = 3_000;

/** Tells an agent where he is reached, piece by piece; what surely went is not sent again. */
export async function deliverToAgent(
  ctx: DeskContext,
  slot: (address: string, perMinute: number) => Promise<boolean>,
  delivery: TakenDelivery,
  agent: string,
  news: News,
): Promise<Outcome> {
  const channel = ctx.agentChannel;
  const address = ctx.view().agent(agent)?.wecomUserId;
  if (!channel || address === undefined) return { kind: 'refused', why: 'agent-unreachable' };
  if (news.kind === 'assigned' && !(await isHis(ctx, delivery, agent))) return { kind: 'sent' };
  const pieces = await prepare(() => wordNews(ctx, delivery, news));
  for (let sent = delivery.progress; sent < pieces.length; sent += 1) {
    const piece = pieces[sent];
    if (!piece) break;
    // Without live state nobody counts; the platform's own limit is far above what an outage brings.
    if (!(await slot(address, channel.perMinute).catch(() => true))) return { kind: 'later', afterMs: SLOT_WAIT, why: 'per-minute-limit', sentParts: sent };
    const told = await channel.tell(address, piece, delivery.attempts - 1);
    if (told.kind === 'later' || told.kind === 'held') return { ...told, sentParts: sent };
    if (told.kind === 'unknown') return { ...told, sentParts: sent };
    if (told.kind !== 'sent') return told;
    if (piece.form === 'card') {
      await keepCard(ctx, agent, news, delivery, piece, told.responseCode)
        .catch((error: unknown) => ctx.log.warn({ err: error, delivery: delivery.id }, 'a card was sent and not remembered; it cannot be updated'));
    }
    // It may have moved while the card was on its way.
    if (news.kind === 'assigned' && delivery.conversation !== undefined) refreshCards(ctx, delivery.conversation);
  }
  return { kind: 'sent' };
}

/** A card for a conversation he has lost again, before it could be sent, would be tapped in vain. */
async function isHis(ctx: DeskContext, delivery: TakenDelivery, agent: string): Promise<boolean> {
  const conversation = delivery.conversation === undefined ? undefined : await ctx.records.conversations.get(delivery.conversation);
  return conversation?.state === 'assigned' && conversation.agent === agent;
}

async function keepCard(ctx: DeskContext, agent: string, news: News, delivery: TakenDelivery, piece: Extract<Piece, { form: 'card' }>, responseCode: string | undefined): Promise<void> {
  // A list or a notice about himself is never updated, and would be kept for ever.
  if (delivery.conversation === undefined && news.kind !== 'waiting') return;
  const kind = news.kind === 'assigned' || news.kind === 'waiting' ? news.kind : news.kind === 'answer' ? 'list' : 'status';
  await ctx.records.agents.keepCard({
    id: piece.id, agent, kind, at: ctx.now(),
    ...(delivery.conversation !== undefined && { conversation: delivery.conversation }),
    ...(responseCode !== undefined && { responseCode }),
  });
}
