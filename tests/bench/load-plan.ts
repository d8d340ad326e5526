/** What the load generator is told: a file of ready-made requests, one after another, and how to send them. */
export interface LoadPlan {
  port: number;
  /** Raw HTTP requests. */
  file: string;
  /** The length of each, in bytes. */
  lengths: readonly number[];
  /** Keep-alive connections, each with one request under way. */
  connections: number;
  /** Milliseconds; without it every request is sent once, with it they are sent round and round. */
  forMs?: number;
}

export interface LoadResult {
  answers: number;
  seconds: number;
  /** Answers by status. */
  statuses: Readonly<Record<string, number>>;
  p50Ms: number;
  p99Ms: number;
}
