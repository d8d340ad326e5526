import type { Desk } from '../desk/desk';
import { startLoop, type Loop } from './loop';

/** The net under every event. */
export const startSweep = (desk: Desk, everyMs: number, failed: (error: unknown) => void): Loop =>
  startLoop(async () => {
    await desk.loops.sweep();
    return false;
  }, everyMs, failed);
