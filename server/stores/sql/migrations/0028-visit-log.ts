/** When visitors came, and from which region; of an address nothing else is kept. */
export const visitLog: readonly string[] = [
  'ALTER TABLE visitors ADD COLUMN region TEXT',
  'CREATE TABLE visits (visitor TEXT NOT NULL, at BIGINT NOT NULL, region TEXT, PRIMARY KEY (visitor, at)) WITHOUT ROWID',
  'CREATE INDEX visits_by_time ON visits (at)',
];
