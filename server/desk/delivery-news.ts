import type { Message } from '../../shared/message';
import type { Delivery, NewDelivery, Settlement } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';

/** Whoever wrote a message is told when it did not simply arrive; whoever should have read it, when it may not have come. */
export function newsFor(ctx: DeskContext, delivery: Delivery, settlement: Settlement, message: Message | undefined): NewDelivery[] {
  if (settlement.state === 'unknown') {
    const relay = relayNews(ctx, delivery, settlement.why);
    if (relay) return [relay];
  }
  if (message?.agent === undefined || message.from !== 'agent') return [];
  if (delivery.target.to === 'notice') return noticeNews(ctx, settlement, message.agent);
  const { state } = settlement;
  if (state !== 'failed' && state !== 'held' && state !== 'unknown') return [];
  return [{
    id: ctx.newId(),
    target: { to: 'agent', agent: message.agent, news: { kind: 'delivery', state, why: settlement.why, seq: message.seq, delivery: delivery.id, ...(delivery.notice !== undefined && { notice: delivery.notice }) } },
  }];
}

/** One card for all words of a conversation that may not have come. */
function relayNews(ctx: DeskContext, { conversation, target }: Delivery, why: string): NewDelivery | undefined {
  if (conversation === undefined || target.to !== 'agent' || target.news.kind !== 'words') return undefined;
  return { id: ctx.newId(), mergeKey: `relay:${target.agent}:${conversation}`, target: { to: 'agent', agent: target.agent, news: { kind: 'relay', why } } };
}

/** The writer of the last words that are held hears whether their reader was called back. */
function noticeNews(ctx: DeskContext, settlement: Settlement, agent: string): NewDelivery[] {
  const { state } = settlement;
  if (state === 'later' || state === 'held') return [];
  return [{ id: ctx.newId(), target: { to: 'agent', agent, news: { kind: 'notice', state, ...('why' in settlement && { why: settlement.why }) } } }];
}

/** The same for what the outbox itself found out when it was asked for work: cut off by a crash, or no allowance left. */
export async function tellWriters(ctx: DeskContext, found: { lapsed: Delivery[]; held: Delivery[] }): Promise<void> {
  const news: (NewDelivery & { conversation: string })[] = [];
  const toldOfHeld = new Set<string>();
  for (const delivery of [...found.lapsed, ...found.held]) {
    const { conversation, target, why = '' } = delivery;
    if (conversation === undefined) continue;
    ctx.changed(conversation);
    if (target.to !== 'visitor') continue;
    const [message] = await ctx.records.conversations.since(conversation, target.seq - 1, 1);
    const settlement: Settlement = delivery.state === 'held' ? { state: 'held', why, progress: delivery.progress } : { state: 'unknown', why };
    const [first] = newsFor(ctx, delivery, settlement, message);
    if (!first) continue;
    // Everything behind the first waits with it; he needs to hear that once.
    if (settlement.state === 'held' && toldOfHeld.has(delivery.lane)) continue;
    if (settlement.state === 'held') toldOfHeld.add(delivery.lane);
    news.push({ ...first, conversation });
  }
  if (news.length === 0) return;
  await ctx.records.outbox.add(news, ctx.now());
  ctx.wakeOutbox();
}
