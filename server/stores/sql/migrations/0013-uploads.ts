/** What visitors sent up and have not said yet, and the bytes nobody needs any more until they are removed. */
export const uploads: readonly string[] = [
  `CREATE TABLE uploads (
    name TEXT PRIMARY KEY, visitor TEXT NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL, file_name TEXT NOT NULL, content_type TEXT NOT NULL,
    bytes BIGINT NOT NULL, at BIGINT NOT NULL
  ) WITHOUT ROWID`,
  'CREATE INDEX uploads_of_visitor ON uploads (visitor)',
  'CREATE INDEX uploads_of_file ON uploads (file)',
  'CREATE INDEX uploads_by_time ON uploads (at)',
  'CREATE TABLE removals (file TEXT PRIMARY KEY, lease_until BIGINT NOT NULL) WITHOUT ROWID',
  'CREATE INDEX removals_due ON removals (lease_until, file)',
];
