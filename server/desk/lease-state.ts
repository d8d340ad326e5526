import type { LeaseState } from '../routing/question';
import type { Lease } from '../stores/live';
import type { AgentState } from '../stores/records/agents';
import type { Times } from './desk-deps';

type Silences = Pick<Times, 'unstable' | 'gone'>;

/**
 * How long the system believes an agent is there. The WeCom duty switch counts until it ends, without any device; of his
 * devices the best one counts.
 */
export function leaseState(state: AgentState | undefined, devices: readonly Lease[], now: number, times: Silences): LeaseState {
  if (state?.dutyUntil !== undefined && state.dutyUntil > now) return 'live';
  const found = devices.map((device) => deviceState(device, now, times));
  return found.find((one) => one === 'live') ?? found.find((one) => one === 'unstable') ?? 'none';
}

function deviceState({ seenAt, steadyAt }: Lease, now: number, times: Silences): LeaseState {
  if (now - seenAt > times.gone) return 'none';
  return now - seenAt > times.unstable || (steadyAt !== undefined && steadyAt > now) ? 'unstable' : 'live';
}

/** When any of his devices was seen last (ms since 1970). */
export function lastSeen(devices: readonly Lease[]): number | undefined {
  return devices.length === 0 ? undefined : Math.max(...devices.map(({ seenAt }) => seenAt));
}
