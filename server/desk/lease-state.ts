import type { LeaseState } from '../routing/question';
import type { Lease } from '../stores/live';
import type { AgentState } from '../stores/records/agents';
import type { Times } from './desk-deps';
import { isReceiverDevice, receiverDevice, type Road } from './native-road';

type Silences = Pick<Times, 'unstable' | 'gone' | 'receiving'>;

/**
 * How long the system believes an agent is there. The WeCom duty switch counts until it ends, without any device; of his
 * devices the best one counts. On a `road` of its own only that road's receiving counts, which is read now and then.
 */
export function leaseState(state: AgentState | undefined, devices: readonly Lease[], now: number, times: Silences, road?: Road): LeaseState {
  if (road) {
    const receiving = devices.find(({ device }) => device === receiverDevice(road.account));
    return receiving && now - receiving.seenAt <= times.receiving ? 'live' : 'none';
  }
  if (state?.dutyUntil !== undefined && state.dutyUntil > now) return 'live';
  const found = devices.filter(({ device }) => !isReceiverDevice(device)).map((device) => deviceState(device, now, times));
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
