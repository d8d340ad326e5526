/** What costs something to find out: asked again when it is older than `ms`, and once for all who ask meanwhile. A failure is not kept. */
export function createRemembered<T>(now: () => number, ms: number, find: () => Promise<T>): () => Promise<T> {
  let kept: { at: number; found: Promise<T> } | undefined;
  return () => {
    if (kept && now() - kept.at < ms) return kept.found;
    const mine = { at: now(), found: find() };
    kept = mine;
    mine.found.catch(() => {
      if (kept === mine) kept = undefined;
    });
    return mine.found;
  };
}
