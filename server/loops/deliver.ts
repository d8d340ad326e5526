import type { Desk } from '../desk/desk';
import { startLoop, type Loop } from './loop';

/** Empties the outbox: when woken, and every second for what became due or was left by another node. */
export const startDeliver = (desk: Desk, failed: (error: unknown) => void): Loop =>
  startLoop(async () => (await desk.loops.deliverDue()) > 0, 1_000, failed);
