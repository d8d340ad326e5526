/**
 * Where an agent who may read the conversation reads the picture or file of one message. `file-away` with `Retry-After`: it is still on
 * its way from the platform; `file-gone`: nobody has it any more.
 */
export const agentFilePath = (conversation: string, seq: number): string => `/api/agent/conversations/${conversation}/files/${seq}`;
