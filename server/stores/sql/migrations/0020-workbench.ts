/** How far an agent has read a conversation, the same on all his devices; and which of his messages did not simply arrive. */
export const workbench: readonly string[] = [
  `CREATE TABLE agent_readings (
    conversation TEXT NOT NULL, agent TEXT NOT NULL, seq BIGINT NOT NULL, PRIMARY KEY (conversation, agent)
  ) WITHOUT ROWID`,
  "CREATE INDEX deliveries_troubled ON deliveries (conversation, seq) WHERE kind = 'visitor' AND state IN ('failed', 'held', 'unknown')",
  'CREATE INDEX transfers_of_asker ON transfers (asker)',
  'CREATE INDEX transfers_of_target ON transfers (target)',
];
