/** Whether a subscribe message was queued since a visitor's words are held: one is enough until he comes back. */
export const noticed: readonly string[] = ['ALTER TABLE lanes ADD COLUMN noticed BIGINT NOT NULL DEFAULT 0'];
