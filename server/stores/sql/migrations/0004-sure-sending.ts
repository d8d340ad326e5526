/**
 * What a restart may not forget about sending: when a lane's last messages went (`recent`), since when a message may have
 * arrived without an answer (`unsure_at`), and which deliveries went in it together (`batch`).
 */
export const sureSending: readonly string[] = [
  "ALTER TABLE lanes ADD COLUMN recent TEXT NOT NULL DEFAULT ''",
  'ALTER TABLE deliveries ADD COLUMN unsure_at BIGINT',
  'ALTER TABLE deliveries ADD COLUMN batch TEXT',
];
