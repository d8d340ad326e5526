import { whyCode } from '../../shared/why-words';
import type { NativeDesk, Receiving } from '../channels/channel';
import type { DeskContext } from './desk-context';
import { receiverDevice } from './native-road';

const SECOND = 1_000;
/** An account is put right by a person, and asking goes on each minute. */
const GONE_QUIET = 3_600_000;

/** Asks who receives on every live account. Answers how many could be asked. */
export async function readReceivers(ctx: DeskContext): Promise<number> {
  const desk = ctx.channels.kf?.native;
  if (!desk) return 0;
  let read = 0;
  for (const account of ctx.view().nativeAccounts) if (await readReceiversOf(ctx, desk, account)) read += 1;
  return read;
}

/**
 * Who receives on a platform's account is asked now and then and told in between; that is his presence there. A person whose
 * status the platform keeps to itself is never there. Answers whether the account could be asked.
 */
export async function readReceiversOf(ctx: DeskContext, desk: NativeDesk, account: string): Promise<boolean> {
  const askedAt = ctx.now();
  const answer = await desk.receivers(account);
  if (answer.kind !== 'read') {
    ctx.log.warn({ account, why: answer.why }, 'the platform did not say who receives');
    if (whyCode(answer.why) === 'no-account') raiseGone(ctx, account);
    return false;
  }
  for (const { agent, receiving } of answer.value) await receiverChanged(ctx, account, agent, receiving, askedAt);
  if (answer.value.length > 0 && answer.value.every(({ receiving }) => receiving === 'unknown')) raiseUnknown(ctx, account);
  return true;
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

function raiseGone(ctx: DeskContext, account: string): void {
  const labels = ctx.view().nativeEntries(account).map(({ label }) => label);
  ctx.alarms.raise({
    key: `no-account:${account}`, level: 'error', quietMs: GONE_QUIET,
    zh: `企业微信里没有客服账号 ${account}，用它的入口打不开：${labels.map(({ zh }) => `“${zh}”`).join('、')}。请给它们换一个账号并发布，可用的账号见 /api/ops/kf/accounts。`,
    en: `WeCom has no 客服 account ${account}, so entries that use it do not open: ${labels.map(({ zh, en }) => `“${en ?? zh}”`).join(', ')}. Give them another and publish; /api/ops/kf/accounts lists those there are.`,
  });
}

function raiseUnknown(ctx: DeskContext, account: string): void {
  ctx.alarms.raise({
    key: `receivers-unknown:${account}`, level: 'error',
    zh: '企业微信没有告诉我们谁在接待：请在“微信客服 → API”里把这个客服账号交给本应用管理。',
    en: 'WeCom does not tell who is receiving: hand this 客服 account to our application under 微信客服 → API.',
  });
}
