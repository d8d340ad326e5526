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

/** The visitor's place in the queue, from 1, and the wait measured from recent throughput. */
export async function queuePlace(ctx: Pick<DeskContext, 'records' | 'now'>, conversation: Pick<Conversation, 'id' | 'entry'>): Promise<QueuePlace> {
  const { conversations } = ctx.records;
  const now = ctx.now();
  const [place, served] = await Promise.all([conversations.place(conversation.id, now), conversations.served(conversation.entry, MEASURED)]);
  const at = place ?? 1;
  const wait = waitEstimate({ now, place: at, servedAt: served.map((one) => one.at) });
  return { place: at, ...(wait && { wait }) };
}
