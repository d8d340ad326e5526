/** What is taken up: pictures a browser shows, told by their bytes, and files of harmless kinds. */
export const uploadLimits = { imageBytes: 10_485_760, fileBytes: 20_971_520 } as const;

/** Where the owner of a conversation reads the picture or file of one message, with his token. */
export const chatFilePath = (conversation: string, seq: number): string => `/api/visitor/conversations/${conversation}/files/${seq}`;
