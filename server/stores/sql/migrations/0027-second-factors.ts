/** The second thing some of the staff sign in with. `last_step`: the last time step whose code was taken, so that no code is taken twice. */
export const secondFactors: readonly string[] = [
  `CREATE TABLE second_factors (
    staff TEXT PRIMARY KEY, secret TEXT NOT NULL, begun_at BIGINT NOT NULL, confirmed_at BIGINT, last_step BIGINT NOT NULL
  ) WITHOUT ROWID`,
  'CREATE TABLE recovery_codes (staff TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (staff, hash)) WITHOUT ROWID',
];
