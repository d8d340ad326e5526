import { MOST_REPORT_DAYS, type ReportBy, type ReportQuery } from '../../../../shared/http/figures';
import { daysIn, daySpan, dayText } from '../../../frame/days';

const DEFAULT_DAYS = '7';

/** Noon of the day that it is where the desk's clock stands, as a moment of this browser: days are the desk's, whoever looks at them from wherever. */
export function deskNoon(timeZone: string, now: number): number {
  const parts = new Map(new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return new Date(parts.get('year') ?? 0, (parts.get('month') ?? 1) - 1, parts.get('day') ?? 1, 12).getTime();
}

export const reportBy = (text: string): ReportBy => (text === 'agent' || text === 'step' ? text : 'entry');

/** What the report is of; `too-long` when more days are asked for than one reading answers. */
export function reportQuery(days: string, by: string, now: number): ReportQuery | 'too-long' {
  const span = daySpan(days, now) ?? daySpan(DEFAULT_DAYS, now) ?? { from: now, to: now + 1 };
  if (daysIn(span) > MOST_REPORT_DAYS) return 'too-long';
  return { from: dayText(span.from), to: dayText(span.to - 1), by: reportBy(by) };
}

/** A share in whole percent; undefined of nothing. */
export const shareOf = (part: number, whole: number): string | undefined => (whole === 0 ? undefined : `${Math.round((part / whole) * 100)} %`);
