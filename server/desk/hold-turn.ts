import type { Live } from '../stores/live';

type Turn = NonNullable<Awaited<ReturnType<Live['turn']>>>;

export interface HeldTurn {
  /** False when another node has it. */
  keep(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Keeps a turn for as long as its work takes, however slowly a platform answers: asked for again three times in `ttlMs`. So
 * the time may be short, and a node that died blocks the others no longer than that.
 */
export function holdTurn(turn: Turn, ttlMs: number, now: () => number): HeldTurn {
  let keptAt = now();
  let ours = true;
  async function keep(): Promise<boolean> {
    if (!ours || now() - keptAt < ttlMs / 3) return ours;
    keptAt = now();
    ours = await turn.extend(ttlMs);
    return ours;
  }
  // Its own steps come no closer together than a platform answers.
  const beat = setInterval(() => void keep().catch(() => undefined), ttlMs / 3).unref();
  return {
    keep,
    async release() {
      clearInterval(beat);
      await turn.release();
    },
  };
}
