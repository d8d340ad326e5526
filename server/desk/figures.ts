import type { DeliveryState } from '../../shared/message';
import type { DeskContext } from './desk-context';

/** Numbers for machines that watch; nothing about anybody. */
export interface Figures {
  deliveries: Record<DeliveryState, number>;
  /** Conversations waiting, by entry. */
  waiting: Record<string, number>;
  configVersion: number;
}

export async function figures(ctx: DeskContext): Promise<Figures> {
  const [deliveries, waiting] = await Promise.all([ctx.records.outbox.counts(), ctx.records.conversations.waitingCounts()]);
  return { deliveries, waiting, configVersion: ctx.view().version };
}
