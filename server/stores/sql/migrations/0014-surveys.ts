/** How visitors say it was, and when an agent asked for it. */
export const surveys: readonly string[] = [
  `CREATE TABLE surveys (
    conversation TEXT PRIMARY KEY, visitor TEXT NOT NULL, agent TEXT, entry TEXT NOT NULL, stars BIGINT NOT NULL, comment TEXT, at BIGINT NOT NULL
  ) WITHOUT ROWID`,
  'CREATE INDEX surveys_of_visitor ON surveys (visitor)',
  'CREATE INDEX surveys_by_time ON surveys (at)',
  'CREATE INDEX surveys_with_comment ON surveys (at) WHERE comment IS NOT NULL',
  'ALTER TABLE conversations ADD COLUMN survey_asked_at BIGINT',
];
