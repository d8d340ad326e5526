/** Short words agents sort conversations by: with the conversation for showing them, in a table for finding it, counted for what is offered. */
export const conversationTags: readonly string[] = [
  'ALTER TABLE conversations ADD COLUMN tags TEXT',
  'CREATE TABLE conversation_tags (conversation TEXT NOT NULL, tag TEXT NOT NULL, opened_at BIGINT NOT NULL, PRIMARY KEY (conversation, tag)) WITHOUT ROWID',
  'CREATE INDEX conversations_of_tag ON conversation_tags (tag, opened_at, conversation)',
  'CREATE TABLE tag_counts (tag TEXT PRIMARY KEY, used BIGINT NOT NULL) WITHOUT ROWID',
  'CREATE INDEX tags_by_use ON tag_counts (used, tag)',
];
