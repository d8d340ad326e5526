/** Platforms whose agents answer in their own client: what they told us, how far we asked, where each conversation stands there. */
export const nativeDesk: readonly string[] = [
  `CREATE TABLE inbox (
    n SERIAL_KEY, account TEXT NOT NULL, id TEXT NOT NULL, raw TEXT, attempts BIGINT NOT NULL, due_at BIGINT NOT NULL, done_at BIGINT
  )`,
  'CREATE UNIQUE INDEX inbox_once ON inbox (account, id)',
  'CREATE INDEX inbox_todo ON inbox (account, n) WHERE done_at IS NULL',
  'CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL',
  'CREATE TABLE cursors (account TEXT PRIMARY KEY, place TEXT NOT NULL, at BIGINT NOT NULL)',
  `CREATE TABLE seats (
    conversation TEXT PRIMARY KEY, wanted BIGINT NOT NULL, told BIGINT NOT NULL, seat TEXT, agent TEXT, notice TEXT, notice_until BIGINT, since BIGINT
  )`,
  'CREATE INDEX seats_to_tell ON seats (conversation) WHERE wanted > told',
  'ALTER TABLE messages ADD COLUMN recalled_at BIGINT',
];
