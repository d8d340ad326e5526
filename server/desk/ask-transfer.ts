import type { Act } from '../stores/records/agents';
import type { TransferRequest as Asked } from '../stores/records/ownership';
import type { NewDelivery } from '../stores/records/delivery';
import type { DeskContext } from './desk-context';
import { roadOf } from './native-road';
import { isThere, transfer, type TransferRequest, type Transferred } from './transfer';

export type TransferAsked = { kind: 'asked'; until: number } | { kind: 'not-owner' } | { kind: 'not-available' };

/** Asks a colleague to take a conversation over. It stays with its owner until he accepts, and after `transferAsk` it stays for good. */
export async function askTransfer(ctx: DeskContext, request: TransferRequest): Promise<TransferAsked> {
  const conversation = await ctx.records.conversations.get(request.conversation);
  if (!conversation || !(await isThere(ctx, request.to, roadOf(conversation)))) return { kind: 'not-available' };
  const now = ctx.now();
  const until = now + ctx.times.transferAsk;
  const kept = await ctx.records.conversations.requestTransfer({
    conversation: request.conversation, by: request.by, to: request.to, until, now,
    ...(request.note !== undefined && { note: request.note }),
    ...(request.act && { act: request.act }),
    news: {
      id: ctx.newId(),
      target: { to: 'agent', agent: request.to, news: { kind: 'transfer-asked', by: request.by, until, ...(request.note !== undefined && { note: request.note }) } },
    },
  });
  if (!kept) return { kind: 'not-owner' };
  ctx.wakeOutbox();
  ctx.changed(request.conversation);
  // He has nothing to do with it yet, so that news of the conversation would not find him.
  ctx.live.publish('presence', request.to);
  return { kind: 'asked', until };
}

/** The colleague answers; only once, only he, and only before it expired. `act`: his answer in WeCom. */
export async function answerTransfer(
  ctx: DeskContext, answer: { conversation: string; agent: string; accept: boolean; act?: Act },
): Promise<Transferred | { kind: 'declined' } | { kind: 'gone' }> {
  const asked = await ctx.records.conversations.transferAsked(answer.conversation);
  if (asked?.to !== answer.agent) return { kind: 'gone' };
  if (asked.until < ctx.now()) {
    await end(ctx, asked, 'transferExpired');
    return { kind: 'gone' };
  }
  if (!answer.accept) return { kind: (await end(ctx, asked, 'transferDeclined', answer.act)) ? 'declined' : 'gone' };
  return transfer(ctx, {
    conversation: answer.conversation, by: asked.by, to: asked.to, accepted: asked,
    ...(asked.note !== undefined && { note: asked.note }), ...(answer.act && { act: answer.act }),
  });
}

/** Nobody answered in time: it stays with its owner, who is told. */
export async function expireTransfer(ctx: DeskContext, conversation: string): Promise<void> {
  const asked = await ctx.records.conversations.transferAsked(conversation);
  if (asked && asked.until <= ctx.now()) await end(ctx, asked, 'transferExpired');
}

async function end(ctx: DeskContext, asked: Asked, code: 'transferDeclined' | 'transferExpired', act?: Act): Promise<boolean> {
  const tell: NewDelivery = {
    id: ctx.newId(),
    target: { to: 'agent', agent: asked.by, news: { kind: 'answer', code, values: { to: ctx.view().agent(asked.to)?.name ?? asked.to } } },
  };
  if (!(await ctx.records.conversations.endTransfer(asked, { now: ctx.now(), tell, ...(act && { act }) }))) return false;
  ctx.wakeOutbox();
  ctx.changed(asked.conversation);
  return true;
}
