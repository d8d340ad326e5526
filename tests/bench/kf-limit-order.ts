/** What the limit of `kf` is told for one round; the store is opened at the first. */
export interface KfLimitOrder {
  /** Of a SQLite file, where no `databaseUrl` is given. */
  path: string;
  databaseUrl?: string;
  count: number;
  customers: number;
  /** Items stored together. */
  group: number;
}
