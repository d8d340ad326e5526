/** Pictures and files the platform still keeps and we do not yet: when to ask for each again; none once it is given up. */
export const missingMedia: readonly string[] = [
  'ALTER TABLE messages ADD COLUMN media_due BIGINT DEFAULT 0',
  'ALTER TABLE messages ADD COLUMN media_tries BIGINT NOT NULL DEFAULT 0',
  `CREATE INDEX messages_missing_media ON messages (media_due)
    WHERE file IS NULL AND media_due IS NOT NULL AND body LIKE '%"mediaId":"%' AND body NOT LIKE '%"kind":"card"%'`,
];
