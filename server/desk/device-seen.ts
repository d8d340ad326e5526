import type { Lease } from '../stores/live';
import type { DeskContext } from './desk-context';
import { leaseState } from './lease-state';

/** A device lost for longer than this (ms) is as good as a new one. */
const REMEMBERED = 600_000;

export interface DeviceSeen {
  agent: string;
  device: string;
  /** Its socket has just been opened; absent: the socket it had gave an answer. */
  opened?: boolean;
}

/**
 * A device of an agent is there, or still is. His status stays what he chose. The queue is served when he was not there
 * before. A device that had been lost (silent for `unstable` or longer, without goodbye) counts as unstable until it has
 * stayed for `quiet`, and a socket opened meanwhile begins that anew, so that nothing flaps. `steadyAt` (ms since 1970)
 * says until when: a word from the device right after it serves the queue, else the sweep does.
 */
export async function deviceSeen(ctx: DeskContext, { agent, device, opened }: DeviceSeen): Promise<{ steadyAt?: number }> {
  const { live, times } = ctx;
  const now = ctx.now();
  const before = (await live.leases([agent])).get(agent) ?? [];
  const known = before.find((one) => one.device === device);
  const back = known ? isBack(known) : (await live.get(deviceKey(agent, device))) === HERE;
  const steadyAt = back ? now + times.quiet : unlessPast(known?.steadyAt);
  const lease: Lease = { device, seenAt: now, ...(steadyAt !== undefined && { steadyAt }) };
  await live.touch({ agent, ...lease, ttlMs: times.gone });
  await live.set(deviceKey(agent, device), HERE, times.gone + REMEMBERED);

  const was = leaseState(undefined, before.map(asLastSaid), now, times);
  const is = leaseState(undefined, [...before.filter((one) => one !== known), lease], now, times);
  if (was !== is) {
    live.publish('presence', agent);
    if (is === 'live') ctx.wakeQueue(ctx.view().config.settings.firstBatch);
  }
  return { ...(steadyAt !== undefined && { steadyAt }) };

  function isBack({ seenAt, steadyAt: until = 0 }: Lease): boolean {
    return now - seenAt > times.unstable || (opened === true && until > now);
  }

  function unlessPast(at: number | undefined): number | undefined {
    return at !== undefined && at > now ? at : undefined;
  }

  /** Nobody was told that its quiet time is over: it still counts as when it spoke last. */
  function asLastSaid(one: Lease): Lease {
    return one.steadyAt === undefined ? one : { ...one, steadyAt: now + 1 };
  }
}

export const deviceKey = (agent: string, device: string): string => `device:${agent}:${device}`;
/** Seen and not left, so far as anybody remembers. */
const HERE = 'here';
export const LEFT = 'left';
