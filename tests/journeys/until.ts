/** A question to a process costs time of the processor that what is waited for needs itself: the longer it takes, the less often it is asked. */
const SOONEST_MS = 15;
const LATEST_MS = 150;
const SHARE_OF_WAIT = 0.1;
const DEADLINE_MS = 10_000;

/** What a look may answer: `undefined` and `false` mean "not yet". */
type Seen<T> = T | undefined | false;

/** Looks again and again until there is something to see, and answers it. Throws, naming `what`, when the deadline is over. */
export async function until<T>(what: string, look: () => Seen<T> | Promise<Seen<T>>, deadlineMs = DEADLINE_MS): Promise<T> {
  const start = Date.now();
  for (;;) {
    const looked = look();
    const seen = await looked;
    if (seen !== undefined && seen !== false) return seen;
    const waited = Date.now() - start;
    if (waited > deadlineMs) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    const pause = looked instanceof Promise ? Math.min(LATEST_MS, Math.max(SOONEST_MS, waited * SHARE_OF_WAIT)) : SOONEST_MS;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
