import type { Desk } from '../desk/desk';
import { startLoop, type Loop } from './loop';

const SECOND = 1_000;

/** Fetches what 微信客服 keeps for us: woken by its hints, else when the desk says that something is due. */
export const startPull = (desk: Desk, now: () => number, failed: (error: unknown) => void): Loop =>
  startLoop(async () => (await desk.loops.pull()) <= now(), SECOND, failed);

/** Asks who receives there. */
export const startReceivers = (desk: Desk, everyMs: number, failed: (error: unknown) => void): Loop =>
  startLoop(async () => {
    await desk.loops.receivers();
    return false;
  }, everyMs, failed);
