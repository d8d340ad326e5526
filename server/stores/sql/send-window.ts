/** A minute, and a second for clocks that differ between nodes (ms). */
const WINDOW = 61_000;
/** Each time takes as many characters, so that the databases can cut the list without reading it. */
const WIDTH = 14;

/** A time (ms since 1970) as the list of a lane's last sendings holds it. */
export const mark = (at: number): string => String(at).padStart(WIDTH, '0');

/** When one more may go: now, or when the oldest of the last `perMinute` is a minute old. */
export const freeAt = (recent: string, perMinute: number, now: number): number => {
  const from = recent.length - WIDTH * perMinute;
  return from < 0 ? now : Math.max(now, Number(recent.slice(from, from + WIDTH)) + WINDOW);
};

/** Adds a time to `recent` and keeps the last `perMinute`. */
export const noted = (perMinute: number, at: number): { sql: string; params: (string | number)[] } => ({
  sql: 'substr(recent || ?, CASE WHEN length(recent) >= ? THEN length(recent) - ? ELSE 1 END)',
  params: [mark(at), WIDTH * perMinute, WIDTH * (perMinute - 1) - 1],
});

/** The platform counted the last one when it came, which was before its end was known: `?` is that time, as `mark` writes it. */
export const ENDED = `CASE WHEN recent = '' THEN recent ELSE substr(recent, 1, length(recent) - ${WIDTH}) || ? END`;
