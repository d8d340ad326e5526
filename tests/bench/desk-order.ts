/** What a desk in its own process is told: first how many agents it has, then what to time. */
export type DeskOrder = { agents: number; group: number } | { work: DeskWork; entry: string; times: number };

/**
 * `route`: the router alone, with its answers at hand. `decide`: snapshot and router, nothing written.
 * `open`: from the visitor's tap to the assignment, every commit on the disk.
 */
export type DeskWork = 'route' | 'decide' | 'open';

export const works: readonly DeskWork[] = ['route', 'decide', 'open'];

/** Microseconds for one. */
export interface DeskTimed {
  micros: number;
}
