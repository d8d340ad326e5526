import type { Hours } from '../../../../shared/config/hours';
import { freeKey } from '../../draft/free-key';

export interface RangeForm {
  from: string;
  to: string;
}
export interface HolidayForm {
  /** Stays the same while the form is open. */
  id: number;
  date: string;
  name: string;
  ranges: RangeForm[];
}

/** Hours as the form holds them: the week as seven days. */
export interface HoursForm {
  key: string;
  name: string;
  timeZone: string;
  week: RangeForm[][];
  holidays: HolidayForm[];
}

export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WORKDAYS = 5;

let made = 0;
export const holidayForm = (date: string, name = '', ranges: readonly RangeForm[] = []): HolidayForm => ({ id: (made += 1), date, name, ranges: ranges.map((one) => ({ ...one })) });

/** A new one begins with what most shops have. */
export function formOf(hours: Hours | undefined, taken: readonly string[]): HoursForm {
  const ofDay = (day: number): RangeForm[] => (hours?.weekly ?? []).filter((one) => one.day === day).map(({ from, to }) => ({ from, to })).sort((a, b) => a.from.localeCompare(b.from));
  return {
    key: hours?.key ?? freeKey('hours', taken), name: hours?.name ?? '', timeZone: hours?.timeZone ?? 'Asia/Shanghai',
    week: DAYS.map((day) => (hours ? ofDay(day) : day <= WORKDAYS ? [{ from: '09:00', to: '18:00' }] : [])),
    holidays: [...(hours?.holidays ?? [])].sort((a, b) => a.date.localeCompare(b.date)).map(({ date, name, ranges }) => holidayForm(date, name, ranges)),
  };
}

const plain = ({ from, to }: RangeForm): RangeForm => ({ from: clockOf(from), to: clockOf(to) });

export const hoursOf = ({ key, name, timeZone, week, holidays }: HoursForm): Hours => ({
  key: key.trim(), name: name.trim(), timeZone,
  weekly: week.flatMap((ranges, i) => ranges.map((range) => ({ day: i + 1, ...plain(range) }))),
  holidays: [...holidays].sort((a, b) => a.date.localeCompare(b.date)).map(({ date, name: called, ranges }) => ({ date, ...(called.trim() !== '' && { name: called.trim() }), ranges: ranges.map(plain) })),
});

/** A time as people type it, as the server wants it: 9, 930, 9:30 and 9：30 are half of a word each. What cannot be read stays as it is. */
export function clockOf(text: string): string {
  const found = /^(\d{1,2})(?:[:：.]?(\d{2}))?$/.exec(text.trim());
  const [hour, minute] = [Number(found?.[1]), Number(found?.[2] ?? 0)];
  if (!found || hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return text.trim();
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** It ends on the next day. */
export const runsOver = ({ from, to }: RangeForm): boolean => {
  const [begin, end] = [clockOf(from), clockOf(to)];
  return /^\d\d:\d\d$/.test(begin) && /^\d\d:\d\d$/.test(end) && end <= begin;
};

/** The week with the ranges of one day on others, too. */
export function copied(week: readonly RangeForm[][], from: number, to: 'workdays' | 'all'): RangeForm[][] {
  const ranges = week[from] ?? [];
  return week.map((own, i) => (to === 'all' || i < WORKDAYS ? ranges.map((one) => ({ ...one })) : own));
}
