import type { Hours } from '../config/hours';
import { instantOf, wallClock, zoneNamed, type Zone } from './zone';

const DAY = 86_400_000;
const MINUTE = 60_000;
const MOST_DAYS = 64;

/** Open from `from` (ms since 1970, included) to `to` (excluded). */
export interface Opening {
  from: number;
  to: number;
}

/** Hours made ready for asking. A day is the number of local days since 1970-01-01. */
export interface Openings {
  dayOf(at: number): number;
  startOf(day: number): number;
  /** What begins on a day, earliest first. */
  on(day: number): readonly Opening[];
}

/** In minutes of the local day; `to` above 1440 runs into the next one. */
interface Range {
  from: number;
  to: number;
}

function minutesOf(clock: string): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$|^24:00$/.exec(clock);
  if (!found) return undefined;
  return found[1] === undefined ? 1440 : Number(found[1]) * 60 + Number(found[2]);
}

/** A range in minutes of its day; undefined when one of its clock times cannot be read. */
export function rangeOf(range: { from: string; to: string }): Range | undefined {
  const from = minutesOf(range.from);
  const to = minutesOf(range.to);
  if (from === undefined || to === undefined) return undefined;
  return { from, to: to <= from ? to + 1440 : to };
}

/** The number of a calendar date ("2026-10-01") in days since 1970; undefined when there is no such date. */
export function dayOfDate(date: string): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!found) return undefined;
  const at = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).getUTCDate() !== Number(found[3]) ? undefined : at / DAY;
}

function readRanges(given: readonly { from: string; to: string }[]): Range[] | undefined {
  const ranges: Range[] = [];
  for (const one of given) {
    const range = rangeOf(one);
    if (!range) return undefined;
    ranges.push(range);
  }
  return ranges.sort((a, b) => a.from - b.from);
}

interface Week {
  zone: Zone;
  weekly: Range[][];
  holidays: Map<number, Range[]>;
}

function read(hours: Hours): Week | undefined {
  const zone = zoneNamed(hours.timeZone);
  if (!zone) return undefined;
  const weekly: Range[][] = [];
  for (let weekday = 1; weekday <= 7; weekday += 1) {
    const ranges = readRanges(hours.weekly.filter((r) => r.day === weekday));
    if (!ranges) return undefined;
    weekly.push(ranges);
  }
  const holidays = new Map<number, Range[]>();
  for (const holiday of hours.holidays) {
    const day = dayOfDate(holiday.date);
    const ranges = readRanges(holiday.ranges);
    if (day === undefined || !ranges) return undefined;
    holidays.set(day, ranges);
  }
  return { zone, weekly, holidays };
}

/**
 * A weekly range that runs past midnight stops there when the next date is a holiday, which is "open in just
 * these"; a range written for the holiday itself runs to its end. 1970-01-01 was a Thursday.
 */
function rangesOn(week: Week, day: number): Range[] {
  const special = week.holidays.get(day);
  if (special) return special;
  const usual = week.weekly[(((day + 3) % 7) + 7) % 7] ?? [];
  if (!week.holidays.has(day + 1)) return usual;
  return usual.map((r) => ({ from: r.from, to: Math.min(r.to, 1440) })).filter((r) => r.from < r.to);
}

function ready(week: Week): Openings {
  const { zone } = week;
  const days = new Map<number, Opening[]>();
  const at = (day: number, minutes: number): number => instantOf(zone, day * DAY + minutes * MINUTE);
  return {
    dayOf: (instant) => Math.floor(wallClock(zone, instant) / DAY),
    startOf: (day) => at(day, 0),
    on(day) {
      const known = days.get(day);
      if (known) return known;
      const made = rangesOn(week, day).map((r) => ({ from: at(day, r.from), to: at(day, r.to) })).filter((o) => o.from < o.to);
      if (days.size >= MOST_DAYS) days.clear();
      days.set(day, made);
      return made;
    },
  };
}

// A pure memo: configuration documents are never changed in place, so one reading of a document serves all taps.
const readings = new WeakMap<Hours, { openings: Openings | undefined }>();

/** Hours ready for asking, or undefined when the zone, a clock time or a date cannot be understood. */
export function openingsOf(hours: Hours): Openings | undefined {
  const known = readings.get(hours);
  if (known) return known.openings;
  const week = read(hours);
  const openings = week && ready(week);
  readings.set(hours, { openings });
  return openings;
}
