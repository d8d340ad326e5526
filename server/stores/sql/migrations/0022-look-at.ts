/**
 * When to look whether an answer on our own page was read stands with the conversation, which each answer writes anyway; a statement
 * of its own cost a fifth of all answers. Which answers there are tell the messages.
 */
export const lookAt: readonly string[] = [
  'ALTER TABLE conversations ADD COLUMN look_at BIGINT',
  'CREATE INDEX conversations_to_look_at ON conversations (look_at) WHERE look_at IS NOT NULL',
  'DROP INDEX readings_to_look_at',
  'ALTER TABLE readings DROP COLUMN look_at',
  'ALTER TABLE readings DROP COLUMN answered_seq',
  'ALTER TABLE readings DROP COLUMN told_seq',
];
