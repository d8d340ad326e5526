/** Statements are written once, in the words both databases know; a dialect turns them into its own text, once per text. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  text(sql: string): string;
}

/**
 * SQLite has one writer, so locks on rows are dropped; it compares text byte by byte, as PostgreSQL is told to.
 */
export const sqliteDialect: Dialect = {
  name: 'sqlite',
  text: (sql) => sql.replace(/ FOR UPDATE( OF \w+)?( SKIP LOCKED)?/g, '').replace(/ COLLATE "C"/g, '').replace(/\bSERIAL_KEY\b/g, 'INTEGER PRIMARY KEY')
    .replace(/\bJSON_ROW\b/g, 'json_array'),
};

export const postgresDialect: Dialect = {
  name: 'postgres',
  text: (sql) => {
    let place = 0;
    return sql
      .replace(/ WITHOUT ROWID\b/g, '')
      .replace(/\bSERIAL_KEY\b/g, 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY')
      .replace(/\bJSON_ROW\b/g, 'json_build_array')
      .replace(/\?/g, () => `$${(place += 1)}`);
  },
};
