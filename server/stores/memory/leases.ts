import type { Lease, Live } from '../live';

type Leases = Pick<Live, 'touch' | 'drop' | 'leases' | 'present'>;

/** Leases of this process's agents. `now` in ms since 1970 decides what has run out; `seenAt` is the caller's. */
export const createLeases = (now: () => number): Leases & { clear(): void } => {
  const byAgent = new Map<string, Map<string, { lease: Lease; until: number }>>();

  /** The agent's living leases; the dead ones are removed on the way. */
  const living = (agent: string): Lease[] => {
    const devices = byAgent.get(agent);
    if (devices === undefined) return [];
    const time = now();
    for (const [device, { until }] of devices) if (until <= time) devices.delete(device);
    if (devices.size === 0) byAgent.delete(agent);
    return [...devices.values()].map(({ lease }) => lease);
  };

  return {
    touch: async ({ agent, ttlMs, ...lease }) => {
      const known = living(agent).find(({ device }) => device === lease.device);
      if (known !== undefined && known.seenAt > lease.seenAt) return;
      const devices = byAgent.get(agent) ?? new Map<string, { lease: Lease; until: number }>();
      devices.set(lease.device, { lease, until: now() + ttlMs });
      byAgent.set(agent, devices);
    },
    drop: async (agent, device) => {
      const devices = byAgent.get(agent);
      if (devices?.delete(device) === true && devices.size === 0) byAgent.delete(agent);
    },
    leases: async (agents) => {
      const found = new Map<string, Lease[]>();
      for (const agent of agents) {
        const leases = living(agent);
        if (leases.length > 0) found.set(agent, leases);
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
