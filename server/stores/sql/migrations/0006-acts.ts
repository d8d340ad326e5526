/**
 * What agents did where the platform delivers a thing again when our answer was late: each act with its key, what it was
 * about and, where nothing came of it, what he was told. Also when he chose whom his words go to, with the choice before
 * that one, and when he last chose a status: by the platform's clock and by ours.
 */
export const acts: readonly string[] = [
  'CREATE TABLE acts (once_key TEXT PRIMARY KEY, at BIGINT NOT NULL, conversation TEXT, answer TEXT) WITHOUT ROWID',
  'CREATE INDEX acts_by_time ON acts (at)',
  'ALTER TABLE agents ADD COLUMN current_chosen_at BIGINT',
  'ALTER TABLE agents ADD COLUMN chose_before TEXT',
  'ALTER TABLE agents ADD COLUMN status_act_at BIGINT',
  'ALTER TABLE agents ADD COLUMN status_set_at BIGINT',
];
