/** Words agents need not write anew. `owner`: the group or agent; empty: everybody's. */
export const cannedReplies: readonly string[] = [
  `CREATE TABLE canned_replies (
    id TEXT PRIMARY KEY, scope TEXT NOT NULL, owner TEXT NOT NULL, category TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, shortcut TEXT, changed_at BIGINT NOT NULL
  ) WITHOUT ROWID`,
  'CREATE INDEX canned_replies_of_owner ON canned_replies (scope, owner)',
];
