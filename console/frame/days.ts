const DAY = 86_400_000;

/** A span of whole days in the browser's time zone: `today`, `yesterday`, the last `7` or `30` days with today, or `2026-11-01..2026-11-05`. */
export interface DaySpan {
  /** Midnight at which it begins (ms). */
  from: number;
  /** Midnight at which it is over (ms). */
  to: number;
}

const midnight = (at: number, shift = 0): number => {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + shift).getTime();
};

/** `2026-11-05`, as a date field holds it. */
export const dayText = (at: number): string => {
  const day = new Date(at);
  return [String(day.getFullYear()).padStart(4, '0'), String(day.getMonth() + 1).padStart(2, '0'), String(day.getDate()).padStart(2, '0')].join('-');
};

const dayOf = (text: string): number => new Date(`${text}T00:00:00`).getTime();

/** What a text in an address means; undefined for none and for what is no span. */
export function daySpan(text: string, now: number): DaySpan | undefined {
  switch (text) {
    case '': return undefined;
    case 'today': return { from: midnight(now), to: midnight(now, 1) };
    case 'yesterday': return { from: midnight(now, -1), to: midnight(now) };
    case '7': case '30': return { from: midnight(now, 1 - Number(text)), to: midnight(now, 1) };
    default: {
      const [first = '', last = ''] = text.split('..');
      const [from, to] = [dayOf(first), dayOf(last)];
      return from <= to ? { from, to: midnight(to, 1) } : undefined;
    }
  }
}

/** How many days it has; a day with a change of clocks counts as one. */
export const daysIn = ({ from, to }: DaySpan): number => Math.round((to - from) / DAY);
