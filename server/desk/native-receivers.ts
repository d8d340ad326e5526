import type { Receiving } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { receiverDevice } from './native-road';

const SECOND = 1_000;

/**
 * Who receives on a platform's account is asked now and then and told in between; that is his presence there. A person whose
 * status the platform keeps to itself is never there. Answers how many accounts could be asked.
 */
export async function readReceivers(ctx: DeskContext): Promise<number> {
  const desk = ctx.channels.kf?.native;
  if (!desk) return 0;
  let read = 0;
  for (const account of ctx.view().nativeAccounts) {
    const askedAt = ctx.now();
    const answer = await desk.receivers(account);
    if (answer.kind !== 'read') {
      ctx.log.warn({ why: answer.why }, 'the platform did not say who receives');
      continue;
    }
    read += 1;
    for (const { agent, receiving } of answer.value) await receiverChanged(ctx, account, agent, receiving, askedAt);
    if (answer.value.length > 0 && answer.value.every(({ receiving }) => receiving === 'unknown')) raiseUnknown(ctx, account);
  }
  return read;
}

/**
 * `id`: the agent's on the platform; `at`: when he was seen so (ms since 1970). What is told late and was over by then changes
 * nothing. Whoever begins to receive may have somebody who waits.
 */
export async function receiverChanged(ctx: DeskContext, account: string, id: string, receiving: Receiving, at: number): Promise<void> {
  const agent = ctx.view().agentByAddress(id)?.key;
  if (agent === undefined) return;
  const device = receiverDevice(account);
  const stopped = `${device}:stopped:${agent}`;
  const before = (await ctx.live.leases([agent])).get(agent)?.find((lease) => lease.device === device);
  if (receiving !== 'receiving') {
    // The platform tells whole seconds, cut off.
    if (before && at + SECOND <= before.seenAt) return;
    await ctx.live.set(stopped, String(at), ctx.times.receiving);
    if (!before) return;
    await ctx.live.drop(agent, device);
    ctx.live.publish('presence', agent);
    return;
  }
  if (ctx.now() - at > ctx.times.receiving) return;
  if (!before && at < Number((await ctx.live.get(stopped)) ?? 0)) return;
  await ctx.live.touch({ agent, device, seenAt: Math.max(at, before?.seenAt ?? 0), ttlMs: ctx.times.receiving });
  if (before) return;
  ctx.live.publish('presence', agent);
  ctx.wakeQueue(ctx.view().config.settings.firstBatch);
}

function raiseUnknown(ctx: DeskContext, account: string): void {
  ctx.alarms.raise({
    key: `receivers-unknown:${account}`, level: 'error',
    zh: '企业微信没有告诉我们谁在接待：请在“微信客服 → API”里把这个客服账号交给本应用管理。',
    en: 'WeCom does not tell who is receiving: hand this 客服 account to our application under 微信客服 → API.',
  });
}
