/** Addresses of the pages; the server and WeChat's cards point to `entryPage`. */
const withEntry = (page: string, key: string): string => `/pages/${page}/index?e=${encodeURIComponent(key)}`;

export const homePage = '/pages/home/index';
export const conversationsPage = '/pages/conversations/index';
export const entryPage = (key: string): string => withEntry('entry', key);
export const chatPage = (key: string): string => withEntry('chat', key);
export const leavePage = (key: string): string => withEntry('leave-message', key);

export const transcriptPage = (conversation: string): string => `/pages/transcript/index?c=${encodeURIComponent(conversation)}`;

/** The entry a page was opened for. WeChat hands query values on as they were written. */
export const entryOfQuery = (query: { readonly e?: string | undefined }): string => decoded(query.e);

/** Likewise the conversation. */
export const conversationOfQuery = (query: { readonly c?: string | undefined }): string => decoded(query.c);

const decoded = (written = ''): string => {
  try {
    return decodeURIComponent(written);
  } catch {
    return '';
  }
};
