import type { Outcome } from '../../shared/outcome';
import type { AgentChannel, Piece } from '../agent-channels/agent-channel';
import type { News, TakenDelivery } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';
import { refreshCards } from './refresh-cards';
import { prepare } from './nothing-sent';
import { wordNews } from './word-news';

/** The records were away between two pieces. */
const NOT_READY_WAIT = 5_000;

/** `repeatable`: of unknown fate, but the agent would see a second copy once. */
export interface Sent {
  outcome: Outcome;
  repeatable?: boolean;
}

/**
 * Tells an agent where he is reached, piece by piece; what surely went is not sent again. A piece that may have gone before a
 * crash or a cut line is told again only where its platform shows it once.
 */
export async function deliverToAgent(
  ctx: DeskContext,
  delivery: TakenDelivery,
  agent: string,
  news: News,
): Promise<Sent> {
  const channel = ctx.agentChannel;
  const address = ctx.view().agent(agent)?.wecomUserId;
  if (!channel || address === undefined) return { outcome: { kind: 'refused', why: 'agent-unreachable' } };
  if (news.kind === 'assigned' && !(await isHis(ctx, delivery, agent))) return { outcome: { kind: 'sent' } };
  const pieces = (await prepare(() => wordNews(ctx, delivery, news)))
    .map((piece, at) => (piece.form === 'text' ? { ...piece, id: `${delivery.id}-${at}` } : piece));
  for (let sent = delivery.progress; sent < pieces.length; sent += 1) {
    const piece = pieces[sent];
    if (!piece) break;
    const waits = sent === delivery.progress ? mayRepeat(ctx, channel, delivery, piece) : await turn(ctx, channel, delivery, sent);
    if (waits) return { outcome: waits };
    const told = await channel.tell(address, piece, delivery.attempts - 1);
    if (told.kind === 'unknown') return { outcome: { ...told, sentParts: sent }, repeatable: channel.repeatable(piece, 0) };
    if (told.kind === 'later' || told.kind === 'held') return { outcome: { ...told, sentParts: sent } };
    if (told.kind !== 'sent') return { outcome: told };
    if (piece.form === 'card') {
      await keepCard(ctx, agent, news, delivery, piece, told.responseCode)
        .catch((error: unknown) => ctx.log.warn({ err: error, delivery: delivery.id }, 'a card was sent and not remembered; it cannot be updated'));
    }
    // It may have moved while the card was on its way.
    if (news.kind === 'assigned' && delivery.conversation !== undefined) refreshCards(ctx, delivery.conversation);
  }
  return { outcome: { kind: 'sent' } };
}

/** Undefined when nothing speaks against sending the first piece of this attempt: what the outbox counted already. */
function mayRepeat(ctx: DeskContext, channel: AgentChannel, delivery: TakenDelivery, piece: Piece): Outcome | undefined {
  if (delivery.unsureSince === undefined || channel.repeatable(piece, ctx.now() - delivery.unsureSince)) return undefined;
  return { kind: 'unknown', why: delivery.why ?? 'node-lost', sentParts: delivery.progress };
}

/** Undefined when a further piece may go. */
async function turn(ctx: DeskContext, channel: AgentChannel, { id, lane, attempts }: TakenDelivery, progress: number): Promise<Outcome | undefined> {
  const now = ctx.now();
  const part = await ctx.records.outbox
    .nextPart({ id, lane, attempts, progress, now, leaseMs: ctx.times.deliveryLease, perMinute: channel.perMinute })
    .catch((error: unknown) => {
      ctx.log.warn({ err: error, delivery: id }, 'the records were away between two parts of a delivery; the rest is tried again');
      return { kind: 'away' } as const;
    });
  switch (part.kind) {
    case 'go':
      return undefined;
    case 'full':
      return { kind: 'later', afterMs: part.freeAt - now, why: 'per-minute-limit', sentParts: progress };
    case 'away':
      return { kind: 'later', afterMs: NOT_READY_WAIT, why: 'not-ready', sentParts: progress };
    case 'gone':
      // It took longer than its lease: whoever has it now goes on, and settling this attempt changes nothing.
      return { kind: 'later', afterMs: 0, why: 'node-lost', sentParts: progress };
  }
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
