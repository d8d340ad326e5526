/** How many were there, every few minutes: what was a day ago can be told only if somebody counted. */
export const headCounts: readonly string[] = [
  'CREATE TABLE head_counts (at BIGINT PRIMARY KEY, agents BIGINT NOT NULL, visitors BIGINT NOT NULL)',
];
