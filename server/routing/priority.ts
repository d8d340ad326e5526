/** The highest priority there is; ageing stops here, so that among those who waited long enough the oldest goes first. */
const HIGHEST = 9;

/** A waiting conversation as the queue sees it. */
export interface Waiting {
  id: string;
  /** 0–9, higher first. */
  priority: number;
  /** Milliseconds since 1970. */
  waitingSince: number;
  /** One step of priority is gained for each such time of waiting. */
  ageingSeconds: number;
}

/** Priority with what waiting has added to it, at most 9: nobody can be overtaken for ever. */
export function effectivePriority(waiting: Waiting, now: number): number {
  const gained = Math.floor(Math.max(0, now - waiting.waitingSince) / (waiting.ageingSeconds * 1000));
  return Math.min(HIGHEST, waiting.priority + gained);
}

/** Comparator of the queue at an instant: higher effective priority, then the one who waits longest, then the id. */
export function goesFirst(now: number): (a: Waiting, b: Waiting) => number {
  return (a, b) =>
    effectivePriority(b, now) - effectivePriority(a, now) ||
    a.waitingSince - b.waitingSince ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
