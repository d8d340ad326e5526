/** How many visitors an agent was last told to be waiting: whichever node sweeps next must not tell him again. */
export const waitingTold: readonly string[] = [
  'ALTER TABLE agents ADD COLUMN waiting_told BIGINT NOT NULL DEFAULT 0',
  'CREATE INDEX agents_told_waiting ON agents (agent) WHERE waiting_told > 0',
];
