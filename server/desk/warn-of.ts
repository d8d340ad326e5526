import type { Entry } from '../../shared/config/entry';
import type { Receipt, Verdict } from '../../shared/receipt';
import type { Decision } from '../routing/question';
import type { DeskContext } from './desk-context';

/** Somebody is there, only not free just now. */
const isThere: readonly Verdict[] = ['available', 'available-above-limit', 'away-accepted', 'full', 'unstable', 'missed', 'lost-race', 'refused-by-platform'];

/** Tells ops what a decision shows to be wrong: hours that cannot be computed, or a button behind which nobody is. */
export function warnOf(ctx: Pick<DeskContext, 'alarms'>, entry: Entry, decision: Decision): void {
  if (decision.receipt.hoursUnknown) {
    ctx.alarms.raise({
      key: `hours-unknown:${entry.key}`, level: 'error',
      zh: `入口“${entry.label.zh}”的服务时间或客服班次无法计算，暂按营业处理，请检查时区和日期。`,
      en: `Hours or a shift of “${entry.label.en ?? entry.label.zh}” cannot be computed and count as open; check time zone and dates.`,
    });
  }
  if ((decision.kind === 'queued' || decision.kind === 'leave-message') && hasNobody(decision.receipt)) {
    ctx.alarms.raise({
      key: `nobody:${entry.key}`, level: 'warning',
      zh: `入口“${entry.label.zh}”有访客进来，但没有客服在线。`,
      en: `A visitor came by “${entry.label.en ?? entry.label.zh}”, but no agent is online.`,
    });
  }
}

/** Nobody whom the ladder asked is there, not even somebody busy. */
export const hasNobody = (receipt: Receipt): boolean =>
  receipt.steps.every((step) => step.verdicts.every(({ verdict }) => !isThere.includes(verdict)) && !Object.keys(step.counts ?? {}).some((verdict) => isThere.some((one) => one === verdict)));
