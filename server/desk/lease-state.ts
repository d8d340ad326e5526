import type { LeaseState } from '../routing/question';
import type { AgentState } from '../stores/records/agents';
import type { Times } from './desk-deps';

/**
 * How long the system believes an agent is there. The WeCom duty switch counts until it ends, without any device; devices
 * count by the one seen last.
 */
export function leaseState(
  state: AgentState | undefined,
  devices: readonly { seenAt: number }[],
  now: number,
  times: Pick<Times, 'unstable' | 'gone'>,
): LeaseState {
  if (state?.dutyUntil !== undefined && state.dutyUntil > now) return 'live';
  const seenAt = lastSeen(devices);
  if (seenAt === undefined || now - seenAt > times.gone) return 'none';
  return now - seenAt > times.unstable ? 'unstable' : 'live';
}

/** When any of his devices was seen last (ms since 1970). */
export function lastSeen(devices: readonly { seenAt: number }[]): number | undefined {
  let latest: number | undefined;
  for (const device of devices) if (latest === undefined || device.seenAt > latest) latest = device.seenAt;
  return latest;
}
