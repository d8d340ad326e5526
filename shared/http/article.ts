/** `POST /api/getCustomerServiceUrl`: the article's contract, kept to the letter. */
export type ArticleAnswer = { success: true; url: string } | { success: false; message: string };

/** The page the article's address opens: no tab page, so `wx.navigateTo` works. */
export const entryPagePath = (key: string): string => `/pages/entry/index?e=${encodeURIComponent(key)}`;
