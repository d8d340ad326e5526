import type { Hours } from '../../shared/config/hours';
import { nextOpening } from '../../shared/calendar/hours';
import { finding, type Finding } from './lint-words';
import { dayOfDate, rangeOf } from '../../shared/calendar/openings';
import { zoneNamed } from '../../shared/calendar/zone';

/** What is wrong with one calendar. @param now ms since 1970; "never open" looks 410 days ahead of it */
export function lintHours(hours: Hours, path: string, now: number): Finding[] {
  const found: Finding[] = [];
  const name = { hours: hours.name };
  if (!zoneNamed(hours.timeZone)) found.push(finding('invalid-zone', `${path}/timeZone`, { ...name, zone: hours.timeZone }));
  const checkRange = (range: { from: string; to: string }, at: string): void => {
    if (!rangeOf(range)) found.push(finding('invalid-time', at, { ...name, from: range.from, to: range.to }));
  };
  hours.weekly.forEach((range, i) => checkRange(range, `${path}/weekly/${i}`));
  const dates = new Set<string>();
  hours.holidays.forEach((holiday, i) => {
    const at = `${path}/holidays/${i}`;
    if (dayOfDate(holiday.date) === undefined) found.push(finding('invalid-date', `${at}/date`, { ...name, date: holiday.date }));
    if (dates.has(holiday.date)) found.push(finding('duplicate-holiday', at, { ...name, date: holiday.date }));
    dates.add(holiday.date);
    holiday.ranges.forEach((range, j) => checkRange(range, `${at}/ranges/${j}`));
  });
  if (nextOpening(hours, now) === 'never') found.push(finding('never-open', path, name));
  return found;
}
