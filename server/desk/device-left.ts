import type { DeskContext } from './desk-context';
import { deviceKey, LEFT } from './device-seen';

/** Logging out is immediate: no grace for the device that left, and none when it comes again. */
export async function deviceLeft(ctx: DeskContext, agent: string, device: string): Promise<void> {
  const { live, times } = ctx;
  await live.drop(agent, device);
  await live.set(deviceKey(agent, device), LEFT, times.gone);
  await live.set(leftKey(agent), LEFT, times.gone);
  live.publish('presence', agent);
  ctx.wakeSweep();
}

/** Kept for as long as somebody without a device could be taken for one who is only late. */
export const leftKey = (agent: string): string => `left:${agent}`;
