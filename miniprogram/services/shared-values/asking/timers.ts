/** Time from outside. */
export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  /** Acts once after `ms`, unless the returned function is called before. */
  after(ms: number, act: () => void): () => void;
}
