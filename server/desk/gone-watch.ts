import type { DeskContext } from './desk-context';

const KEY = 'gone-watch';
/** Long enough for any pause between two sweeps; ms. */
const KEPT = 86_400_000;

/** What the sweep has seen of those who are gone. */
export interface GoneWatch {
  /** Since when leases can be relied on (ms since 1970): whoever has none for less than a while after it may only be late. */
  from: number;
  /** Since when each is seen gone (ms since 1970). */
  gone: Map<string, number>;
}

/**
 * Keeps the watch in live state, so that it goes on when another node sweeps. It begins anew where live state was lost, and
 * where no node swept for so long before this one started that leases ended because nobody could renew them.
 */
export function createGoneWatch({ live, times, now }: Pick<DeskContext, 'live' | 'times' | 'now'>) {
  const startedAt = now();
  return {
    async read(): Promise<GoneWatch> {
      const kept = parse(await live.get(KEY));
      return kept !== undefined && kept.at >= startedAt - times.gone ? kept : { from: now(), gone: new Map() };
    },
    keep: ({ from, gone }: GoneWatch): Promise<void> => live.set(KEY, JSON.stringify([from, now(), ...[...gone].flat()]), KEPT),
  };
}

/** The text is `from`, the time of the last look, and then each agent with his time. */
function parse(text: string | undefined): (GoneWatch & { at: number }) | undefined {
  const found: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!Array.isArray(found)) return undefined;
  const [from, at, ...pairs] = found.map((one: unknown) => (typeof one === 'number' || typeof one === 'string' ? one : ''));
  const gone = new Map<string, number>();
  for (let i = 0; i + 1 < pairs.length; i += 2) gone.set(String(pairs[i]), Number(pairs[i + 1]));
  return { from: Number(from), at: Number(at), gone };
}
