import { createInLine } from './bring-in-line';
import { callBackAbsent } from './call-back-absent';
import { countHeads } from './count-heads';
import type { DeskContext } from './desk-context';
import { drainQueue } from './drain-queue';
import { expireDaily } from './expire-words';
import { createMissingMedia } from './fetch-missing-media';
import { leaseState } from './lease-state';
import { createLostAgents } from './lost-agents';
import { isReceiverDevice } from './native-road';
import { publishDue } from './publish-due';
import { recover } from './recover';
import { removeFiles } from './remove-files';
import { expireUploads } from './send-up';
import { watchEntries } from './watch-entries';
import { tellWaiting } from './waiting-cards';

/** The net under every event: finds what a lost event, a crash or the clock left to do. One node at a time does it. */
export function createSweep(ctx: DeskContext): () => Promise<boolean> {
  const findLost = createLostAgents(ctx);
  const fetchMissing = createMissingMedia(ctx);
  const bringInLine = createInLine(ctx);

  async function duties(): Promise<void> {
    const { agents } = ctx.records;
    const now = ctx.now();
    const leases = await ctx.live.leases(await agents.dutyOver(now));
    const here = [...leases].filter(([, devices]) => leaseState(undefined, devices, now, ctx.times) !== 'none' || devices.some(({ device }) => isReceiverDevice(device))).map(([agent]) => agent);
    const { warn, ended } = await agents.endDuties({ now, warnMs: ctx.times.dutyWarning, here, newDelivery: ctx.newId() });
    for (const { agent } of ended) ctx.live.publish('presence', agent);
    if (warn.length + ended.length > 0) ctx.wakeOutbox();
  }

  /** Hears of a publication whose announcement was lost, and of one whose time has come. */
  async function configuration(): Promise<void> {
    await publishDue(ctx);
    await Promise.all([ctx.published.refresh(), ctx.webhooks.refresh()]);
  }

  async function attempt(what: string, step: () => Promise<unknown>): Promise<void> {
    try {
      await step();
    } catch (error) {
      ctx.log.error({ err: error, what }, 'a part of the sweep failed; the next one tries again');
    }
  }

  const timers: [string, () => Promise<unknown>][] = [['recover', () => recover(ctx)], ['absent visitors', () => callBackAbsent(ctx)]];

  return async () => {
    await attempt('configuration', configuration);
    // Without live state the timers go on: each acts once by the records alone.
    const turn = await ctx.live.turn('sweep', 30_000).catch(() => 'away' as const);
    if (turn === 'away') for (const [what, step] of timers) await attempt(what, step);
    if (!turn || turn === 'away') return false;
    try {
      const steps: [string, () => Promise<unknown>][] = [
        ['duties', duties], ...timers, ['lost agents', findLost],
        ['queue', () => drainQueue(ctx, ctx.view().config.settings.drainBatch)], ['waiting cards', () => tellWaiting(ctx)],
        ['platforms', bringInLine], ['who is here', () => countHeads(ctx)], ['entries without anybody', () => watchEntries(ctx)], ['old words', () => expireDaily(ctx)], ['unsaid uploads', () => expireUploads(ctx)],
        ['unneeded files', () => removeFiles(ctx)], ['missing media', fetchMissing],
      ];
      for (const [what, step] of steps) await attempt(what, step);
    } finally {
      await turn.release().catch(() => undefined);
    }
    return true;
  };
}
