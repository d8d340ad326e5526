import { instantOf, wallClock, type Zone } from '../../shared/calendar/zone';

const DAY = 86_400_000;

/** A day by a zone's clock: its date and the instants (ms since 1970) at which it and the next one begin. */
export interface Day {
  date: string;
  from: number;
  to: number;
}

/** The day `back` days before the one of this instant; a day may have 23 or 25 hours. */
export function dayOf(zone: Zone, at: number, back = 0): Day {
  const wall = (Math.floor(wallClock(zone, at) / DAY) - back) * DAY;
  return { date: new Date(wall).toISOString().slice(0, 10), from: instantOf(zone, wall), to: instantOf(zone, wall + DAY) };
}

/** The same time of day one day earlier. */
export const dayBefore = (zone: Zone, at: number): number => instantOf(zone, wallClock(zone, at) - DAY);

/** The day of a calendar date ("2026-10-01"); undefined when there is no such date. */
export function dayOfDate(zone: Zone, date: string): Day | undefined {
  const wall = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(wall) || new Date(wall).toISOString().slice(0, 10) !== date) return undefined;
  return { date, from: instantOf(zone, wall), to: instantOf(zone, wall + DAY) };
}
