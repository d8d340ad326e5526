/** A device of an agent. */
export interface Lease {
  device: string;
  /** When it last said that it is there (ms since 1970). */
  seenAt: number;
  /** It had been lost: it counts as fully back from this time on (ms since 1970). */
  steadyAt?: number;
}

/**
 * State that may vanish: after a loss it is rebuilt without anybody clicking. Nothing whose loss would lose or double a
 * message belongs here. Two drivers: the process (one node), Redis (any number).
 */
export interface Live {
  /** An agent's device says it is there; forgotten after `ttlMs`. */
  touch(lease: Lease & { agent: string; ttlMs: number }): Promise<void>;
  drop(agent: string, device: string): Promise<void>;
  /** All devices of these agents; one round trip. */
  leases(agents: string[]): Promise<Map<string, Lease[]>>;
  /** Agents who have any lease at all, most recently seen first; for the board and the sweep. */
  present(limit: number): Promise<string[]>;
  /** True for exactly one caller per key until `ttlMs` passes. */
  once(key: string, ttlMs: number): Promise<boolean>;
  /** The turn to do something alone (refresh a token, sweep): undefined when another has it; release ends it early, only if still ours. */
  turn(key: string, ttlMs: number): Promise<{ release(): Promise<void>; extend(ttlMs: number): Promise<boolean> } | undefined>;
  /** One more for this key over all nodes, in a window of `windowMs` from the first: how many so far, and how long (ms) until it counts from one again. One round trip. */
  count(key: string, windowMs: number): Promise<{ count: number; leftMs: number }>;
  /** The next one of this key is the first again. */
  uncount(key: string): Promise<void>;
  /** A small shared value (tokens); undefined when absent or expired. */
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Tells all nodes, this one too; at most once, in order per node; never durable. */
  publish(topic: string, message: string): void;
  subscribe(topic: string, hear: (message: string) => void): Promise<() => void>;
  ready(): Promise<boolean>;
  close(): Promise<void>;
}
