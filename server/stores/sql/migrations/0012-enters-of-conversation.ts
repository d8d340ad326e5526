/** Erasing a visitor forgets by which events he entered. */
export const entersOfConversation: readonly string[] = ['CREATE INDEX enters_of_conversation ON enters (conversation)'];
