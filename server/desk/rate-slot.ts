import type { Live } from '../stores/live';

const WINDOW = 60_000;

/**
 * Gives at most `perMinute` slots per address in any 60 seconds, over all nodes; false when none is free. The platform
 * would drop the excess silently, so what finds no slot waits and is merged with what follows.
 */
export function createRateSlots(live: Pick<Live, 'once'>): (address: string, perMinute: number) => Promise<boolean> {
  const next = new Map<string, number>();
  return async (address, perMinute) => {
    const start = next.get(address) ?? 0;
    for (let tried = 0; tried < perMinute; tried += 1) {
      const slot = (start + tried) % perMinute;
      if (await live.once(`slot:${address}:${slot}`, WINDOW)) {
        next.set(address, (slot + 1) % perMinute);
        return true;
      }
    }
    return false;
  };
}
