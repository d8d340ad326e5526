/** What a socket writes to. */
export interface Wire {
  readonly writableCorked: number;
  cork(): void;
  uncork(): void;
}

/** Sends the frames of one turn of the event loop in one write: what the kernel does for a write is most of a frame's cost. */
export interface Corks {
  /** Holds back what is written until the end of this turn. */
  hold(wire: Wire): void;
}

export function createCorks(): Corks {
  let held: Wire[] = [];
  function release(): void {
    const all = held;
    held = [];
    for (const wire of all) wire.uncork();
  }
  return {
    hold(wire) {
      if (wire.writableCorked > 0) return;
      wire.cork();
      if (held.push(wire) === 1) setImmediate(release);
    },
  };
}
