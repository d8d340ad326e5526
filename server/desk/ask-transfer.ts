import type { DeskContext } from './desk-context';
import { isThere, transfer, type TransferRequest, type Transferred } from './transfer';

export type TransferAsked = { kind: 'asked'; until: number } | { kind: 'not-owner' } | { kind: 'not-available' };

/** Asks a colleague to take a conversation over. It stays with its owner until he accepts, and after `transferAsk` it stays for good. */
export async function askTransfer(ctx: DeskContext, request: TransferRequest): Promise<TransferAsked> {
  if (!(await isThere(ctx, request.to))) return { kind: 'not-available' };
  const now = ctx.now();
  const until = now + ctx.times.transferAsk;
  const kept = await ctx.records.conversations.requestTransfer({
    conversation: request.conversation, by: request.by, to: request.to, until, now,
    ...(request.note !== undefined && { note: request.note }),
    news: {
      id: ctx.newId(),
      target: { to: 'agent', agent: request.to, news: { kind: 'transfer-asked', by: request.by, until, ...(request.note !== undefined && { note: request.note }) } },
    },
  });
  if (!kept) return { kind: 'not-owner' };
  ctx.wakeOutbox();
  ctx.changed(request.conversation);
  return { kind: 'asked', until };
}

/** The colleague answers; only once, only he, and only before it expired. */
export async function answerTransfer(ctx: DeskContext, answer: { conversation: string; agent: string; accept: boolean }): Promise<Transferred | { kind: 'declined' } | { kind: 'gone' }> {
  const request = await ctx.records.conversations.takeTransfer(answer.conversation, answer.agent);
  if (!request) return { kind: 'gone' };
  if (request.until < ctx.now()) {
    await tellAsker(ctx, request, 'transferExpired');
    return { kind: 'gone' };
  }
  const told = { conversation: answer.conversation, by: request.by, to: request.to };
  if (!answer.accept) {
    await tellAsker(ctx, told, 'transferDeclined');
    return { kind: 'declined' };
  }
  return transfer(ctx, { ...told, accepted: true, ...(request.note !== undefined && { note: request.note }) });
}

/** Nobody answered in time: it stays with its owner, who is told. */
export async function expireTransfer(ctx: DeskContext, conversation: string): Promise<void> {
  const request = await ctx.records.conversations.takeTransfer(conversation, undefined, ctx.now());
  if (request) await tellAsker(ctx, request, 'transferExpired');
}

async function tellAsker(ctx: DeskContext, request: { conversation: string; by: string; to: string }, code: 'transferDeclined' | 'transferExpired'): Promise<void> {
  const to = ctx.view().agent(request.to)?.name ?? request.to;
  await ctx.records.outbox.add([{
    id: ctx.newId(), conversation: request.conversation,
    target: { to: 'agent', agent: request.by, news: { kind: 'answer', code, values: { to } } },
  }], ctx.now());
  ctx.wakeOutbox();
  ctx.changed(request.conversation);
}
