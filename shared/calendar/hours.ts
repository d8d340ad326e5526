import type { Hours } from '../config/hours';
import { openingsOf, type Opening } from './openings';

/** Beyond this many days nothing is looked for; more than the 400 holidays a calendar can list in a row. */
const HORIZON_DAYS = 410;
const MINUTE = 60_000;

/** An instant (ms since 1970); `never` = not within 410 days; `unknown` = the hours cannot be computed. */
export type Moment = number | 'never' | 'unknown';

/**
 * Whether it is open at an instant. `unknown` when the zone or a date cannot be understood: the caller treats
 * that as open and raises an alarm, since a silent close would hide every visitor.
 */
export function isOpen(hours: Hours, at: number): boolean | 'unknown' {
  const openings = openingsOf(hours);
  if (!openings) return 'unknown';
  const day = openings.dayOf(at);
  // Two days back: a range from 24:00 begins on the next day and may run into the one after.
  // One ahead: where clocks go back across midnight, a day that has begun is followed by the end of the one before.
  for (let d = day - 2; d <= day + 1; d += 1) {
    if (openings.on(d).some((o) => o.from <= at && at < o.to)) return true;
  }
  return false;
}

/** The first instant at or after `at` at which it is open; `at` itself when it is open then. */
export function nextOpening(hours: Hours, at: number): Moment {
  const openings = openingsOf(hours);
  if (!openings) return 'unknown';
  const day = openings.dayOf(at);
  let found: number | undefined;
  for (let d = day - 2; d <= day + HORIZON_DAYS; d += 1) {
    for (const o of openings.on(d)) {
      if (o.to > at) found = Math.min(found ?? Infinity, Math.max(o.from, at));
    }
    // The ranges of a later day begin later, so the first day with one decides once its own day is reached.
    if (found !== undefined && d > day) return found;
  }
  return 'never';
}

/** The instant at which an open time that includes `at` ends (`at` itself when closed then); `never`: open throughout. */
export function closesAt(hours: Hours, at: number): Moment {
  const openings = openingsOf(hours);
  if (!openings) return 'unknown';
  const day = openings.dayOf(at);
  let end = at;
  for (let d = day - 2; d <= day + HORIZON_DAYS; d += 1) {
    if (d > day + 1 && openings.startOf(d) > end) return end;
    end = stretch(openings.on(d), end);
  }
  return 'never';
}

function stretch(day: readonly Opening[], end: number): number {
  let reached = end;
  for (const o of day) if (o.from <= reached && reached < o.to) reached = o.to;
  return reached;
}

/**
 * When `minutes` of open time, counted from `start`, are over. It may fall exactly on a closing; with nothing
 * to count it is the next opening, or `start` when open then.
 */
export function openMinutesDeadline(hours: Hours, start: number, minutes: number): Moment {
  let left = minutes * MINUTE;
  let from = nextOpening(hours, start);
  while (typeof from === 'number') {
    const end = closesAt(hours, from);
    if (typeof end !== 'number' || from + left <= end) return from + left;
    left -= end - from;
    from = nextOpening(hours, end);
  }
  return from;
}
