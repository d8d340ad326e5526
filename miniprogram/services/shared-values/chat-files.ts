/** What a visitor may send up: pictures a browser shows, told by their bytes, and files of harmless kinds. WeCom takes no file of 5 bytes or fewer. */
export const uploadLimits = { leastBytes: 6, imageBytes: 10_485_760, fileBytes: 20_971_520 } as const;

/**
 * Where the owner of a conversation reads the picture or file of one message, with his token. `file-away` with `Retry-After`: an agent's
 * picture is still on its way from WeCom; `file-gone`: nobody has it any more.
 */
export const chatFilePath = (conversation: string, seq: number): string => `/api/visitor/conversations/${conversation}/files/${seq}`;
