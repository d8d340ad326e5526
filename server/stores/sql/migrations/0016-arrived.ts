/** 1: words that needed no delivery, since their reader reads them here. */
export const arrived: readonly string[] = ['ALTER TABLE messages ADD COLUMN arrived BIGINT'];
