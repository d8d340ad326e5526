/** What the limit is told for one round; the store is opened at the first. */
export interface LimitOrder {
  /** JSON: the pushes. */
  file: string;
  /** Of a SQLite file, where no `databaseUrl` is given. */
  path: string;
  databaseUrl?: string;
  /** Pushes stored together. */
  group: number;
}

export interface LimitResult {
  perSecond: number;
  perCpuSecond: number;
}
