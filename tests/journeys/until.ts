const EVERY_MS = 15;
const DEADLINE_MS = 10_000;

/** What a look may answer: `undefined` and `false` mean "not yet". */
type Seen<T> = T | undefined | false;

/** Looks again and again until there is something to see, and answers it. Throws, naming `what`, when the deadline is over. */
export async function until<T>(what: string, look: () => Seen<T> | Promise<Seen<T>>, deadlineMs = DEADLINE_MS): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > end) throw new Error(`not within ${deadlineMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
