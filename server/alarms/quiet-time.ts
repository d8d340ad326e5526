/** Lets the first of a kind through and counts the rest until its quiet time is over. */
export interface QuietTime {
  /** How often the key was held back since it last came through; undefined: hold it back now. `atLeastMs`: a longer quiet time for this one. */
  admit(key: string, atLeastMs?: number): number | undefined;
}

const MAX_KEYS = 1_000;

export function createQuietTime(now: () => number, quietMs: number): QuietTime {
  const kinds = new Map<string, { readonly until: number; heldBack: number }>();

  return {
    admit(key, atLeastMs = 0) {
      const kind = kinds.get(key);
      if (kind !== undefined && now() < kind.until) {
        kind.heldBack += 1;
        return undefined;
      }
      kinds.delete(key);
      const oldest = kinds.size >= MAX_KEYS ? kinds.keys().next().value : undefined;
      if (oldest !== undefined) kinds.delete(oldest);
      kinds.set(key, { until: now() + Math.max(quietMs, atLeastMs), heldBack: 0 });
      return kind?.heldBack ?? 0;
    },
  };
}
