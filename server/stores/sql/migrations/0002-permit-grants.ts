/** Which pushes have granted a permit already: a platform sends the same push again when our answer was late. */
export const permitGrants: readonly string[] = [
  'CREATE TABLE permit_grants (once_key TEXT PRIMARY KEY, visitor TEXT NOT NULL, at BIGINT NOT NULL) WITHOUT ROWID',
  'CREATE INDEX permit_grants_by_time ON permit_grants (at)',
  'CREATE INDEX permit_grants_of_visitor ON permit_grants (visitor)',
];
