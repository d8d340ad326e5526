const DAY = 86_400_000;
/** No zone changes its offset inside a quarter of an hour of UTC; so one look-up serves all of it. */
const QUARTER = 900_000;
const MOST_ZONES = 1000;
const MOST_QUARTERS = 2000;

/** Tells how far a zone's clock is ahead of UTC (ms) at an instant (ms since 1970). */
export type Zone = (at: number) => number;

// A pure memo: the same name always gives the same zone, and forgetting it changes nothing but the cost.
const zones = new Map<string, Zone | undefined>();

function openZone(name: string): Zone | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
      year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
    });
  } catch {
    return undefined;
  }
  const offsets = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER);
    const known = offsets.get(quarter);
    if (known !== undefined) return known;
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(quarter * QUARTER)) part[type] = Number(value);
    const wall = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day ?? 1, part.hour ?? 0, part.minute ?? 0, part.second ?? 0);
    if (offsets.size >= MOST_QUARTERS) offsets.clear();
    offsets.set(quarter, wall - quarter * QUARTER);
    return wall - quarter * QUARTER;
  };
}

/** The zone of an IANA name ("Asia/Shanghai"); undefined when this Node does not know it. */
export function zoneNamed(name: string): Zone | undefined {
  if (zones.has(name)) return zones.get(name);
  if (zones.size >= MOST_ZONES) zones.clear();
  const zone = openZone(name);
  zones.set(name, zone);
  return zone;
}

/** What the zone's clock shows at an instant, written as if it were UTC. */
export function wallClock(zone: Zone, at: number): number {
  return at + zone(at);
}

/**
 * The first instant at which the zone's clock shows `wall` (as if it were UTC) or later.
 * A time that summer time skips is the moment of the jump; one that comes twice is its first.
 */
export function instantOf(zone: Zone, wall: number): number {
  const before = zone(wall - DAY);
  const after = zone(wall + DAY);
  const early = wall - before;
  if (before === after || zone(early) === before) return early;
  const late = wall - after;
  if (zone(late) === after && zone(late - 1) === after) return late;
  let shut = late - 1;
  let open = early;
  while (open - shut > 1) {
    const middle = Math.floor((shut + open) / 2);
    if (wallClock(zone, middle) >= wall) open = middle;
    else shut = middle;
  }
  return open;
}
