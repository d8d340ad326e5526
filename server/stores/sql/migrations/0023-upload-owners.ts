/**
 * Agents send up too, so an upload is its owner's: `side` tells visitors from agents. And how many bytes somebody has sent up in a day:
 * `whose` is a visitor, an agent or a network.
 */
export const uploadOwners: readonly string[] = [
  'ALTER TABLE uploads RENAME COLUMN visitor TO owner',
  "ALTER TABLE uploads ADD COLUMN side TEXT NOT NULL DEFAULT 'visitor'",
  'CREATE TABLE upload_budgets (whose TEXT NOT NULL, day BIGINT NOT NULL, bytes BIGINT NOT NULL, PRIMARY KEY (whose, day)) WITHOUT ROWID',
  'CREATE INDEX upload_budgets_by_day ON upload_budgets (day)',
];
