import type { Live } from '../live';

type Leases = Pick<Live, 'touch' | 'drop' | 'leases' | 'present'>;

interface Lease {
  device: string;
  seenAt: number;
  until: number;
}

/** Leases of this process's agents. `now` in ms since 1970 decides what has run out; `seenAt` is the caller's. */
export const createLeases = (now: () => number): Leases & { clear(): void } => {
  const byAgent = new Map<string, Map<string, Lease>>();

  /** The agent's living leases; the dead ones are removed on the way. */
  const living = (agent: string): Lease[] => {
    const devices = byAgent.get(agent);
    if (devices === undefined) return [];
    const time = now();
    for (const lease of devices.values()) if (lease.until <= time) devices.delete(lease.device);
    if (devices.size === 0) byAgent.delete(agent);
    return [...devices.values()];
  };

  return {
    touch: async ({ agent, device, seenAt, ttlMs }) => {
      const known = living(agent).find((lease) => lease.device === device);
      if (known !== undefined && known.seenAt > seenAt) return;
      const devices = byAgent.get(agent) ?? new Map<string, Lease>();
      devices.set(device, { device, seenAt, until: now() + ttlMs });
      byAgent.set(agent, devices);
    },
    drop: async (agent, device) => {
      const devices = byAgent.get(agent);
      if (devices?.delete(device) === true && devices.size === 0) byAgent.delete(agent);
    },
    leases: async (agents) => {
      const found = new Map<string, { device: string; seenAt: number }[]>();
      for (const agent of agents) {
        const leases = living(agent);
        if (leases.length > 0) found.set(agent, leases.map(({ device, seenAt }) => ({ device, seenAt })));
      }
      return found;
    },
    present: async (limit) =>
      [...byAgent.keys()]
        .map((agent) => ({ agent, seenAt: Math.max(-1, ...living(agent).map((lease) => lease.seenAt)) }))
        .filter(({ seenAt }) => seenAt >= 0)
        .sort((a, b) => b.seenAt - a.seenAt)
        .slice(0, limit)
        .map(({ agent }) => agent),
    clear: () => byAgent.clear(),
  };
};
