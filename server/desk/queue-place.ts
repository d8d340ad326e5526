import type { Conversation } from '../../shared/conversation';
import { waitEstimate, type WaitRange } from '../routing/wait-estimate';
import type { DeskContext } from './desk-context';

/** How many of the last assignments make up the measured throughput. */
const MEASURED = 20;

export interface QueuePlace {
  place: number;
  /** Absent without data: no number is better than a made-up one. */
  wait?: WaitRange;
}

type Reading = Pick<DeskContext, 'records' | 'now'>;

/** The visitor's place in the queue, from 1, and the wait measured from recent throughput. */
export async function queuePlace(ctx: Reading, conversation: Pick<Conversation, 'id' | 'entry'>): Promise<QueuePlace> {
  const place = (await ctx.records.conversations.place(conversation.id, ctx.now())) ?? 1;
  return waitAt(ctx, conversation.entry, place);
}

/** The same for a place somebody has or would have. */
export async function waitAt(ctx: Reading, entry: string, place: number): Promise<QueuePlace> {
  const served = await ctx.records.conversations.served(entry, MEASURED);
  const wait = waitEstimate({ now: ctx.now(), place, servedAt: served.map((one) => one.at) });
  return { place, ...(wait && { wait }) };
}
