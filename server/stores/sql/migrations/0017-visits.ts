/**
 * Our own page. `visitors.here_until`: how long a node believes that he is there. `readings`: for each conversation how far he has
 * read, the last answer, up to which he was told elsewhere (`told_seq`, `called_at`), whether its agent knows that he cannot be told
 * (`unheard`), and when to look at it again.
 */
export const visits: readonly string[] = [
  'ALTER TABLE visitors ADD COLUMN here_until BIGINT NOT NULL DEFAULT 0',
  `CREATE TABLE readings (
    conversation TEXT PRIMARY KEY, visitor TEXT NOT NULL, account TEXT NOT NULL, read_seq BIGINT NOT NULL, answered_seq BIGINT NOT NULL,
    told_seq BIGINT NOT NULL, called_at BIGINT, unheard BIGINT NOT NULL, look_at BIGINT
  ) WITHOUT ROWID`,
  'CREATE INDEX readings_of_visitor ON readings (visitor)',
  'CREATE INDEX readings_to_look_at ON readings (look_at) WHERE look_at IS NOT NULL',
];
